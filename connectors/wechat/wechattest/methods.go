package wechattest

import (
	"maps"
	"net/http"
)

type handler func(*call) (any, *refusal)

// method is one entry of the API.
type method struct {
	verb   string // GET or POST; empty takes both
	open   bool   // it is called without a token
	app    bool   // for apps
	corp   bool   // for corps
	handle handler
}

// methods of both hosts, named by their paths after /cgi-bin/.
func methods() map[string]method {
	get := func(h handler) method { return method{verb: http.MethodGet, app: true, handle: h} }
	post := func(h handler) method { return method{verb: http.MethodPost, app: true, handle: h} }
	table := map[string]method{
		"token":        {verb: http.MethodGet, open: true, app: true, handle: fetchToken},
		"stable_token": {verb: http.MethodPost, open: true, app: true, handle: fetchStableToken},
		"media/get":    {verb: http.MethodGet, app: true, corp: true, handle: getMedia},
		"media/upload": {verb: http.MethodPost, app: true, corp: true, handle: uploadMedia},

		"message/custom/send":       post(customSend),
		"message/custom/typing":     post(customTyping),
		"message/mass/sendall":      post(massSendAll),
		"message/mass/send":         post(massSend),
		"message/mass/preview":      post(massPreview),
		"message/mass/get":          post(massState),
		"message/mass/delete":       post(massDelete),
		"message/template/send":     post(templateSend),
		"message/subscribe/send":    post(subscribeSend),
		"message/subscribe/bizsend": post(subscribeSend),

		"user/info":                   get(userInfo),
		"user/info/batchget":          post(userInfos),
		"user/info/updateremark":      post(setRemark),
		"user/get":                    get(userList),
		"user/tag/get":                post(tagged),
		"tags/create":                 post(createTag),
		"tags/get":                    get(listTags),
		"tags/update":                 post(renameTag),
		"tags/delete":                 post(deleteTag),
		"tags/getidlist":              post(tagsOf),
		"tags/members/batchtagging":   post(tagMembers(true)),
		"tags/members/batchuntagging": post(tagMembers(false)),

		"openapi/quota/get": post(quotaGet),
		"clear_quota":       post(clearQuota),
	}
	maps.Copy(table, corpMethods())
	return table
}
