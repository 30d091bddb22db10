package wechattest

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// reply is the body of a call that went well.
type reply map[string]any

func ok() reply { return reply{"errcode": 0, "errmsg": "ok"} }

// file is the answer of a download.
type file struct {
	name, mime string
	content    []byte
}

// refusal is an answer with an errcode. Its HTTP status is 200.
type refusal struct {
	code int
	text string
	more reply // what else the answer says
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.code, r.text) }

// messages are the platform's words for its codes (pages "全局返回码" of the
// Official Account and of WeCom). Clients go by the code: the words may change.
// No copy of the pages that we could read names 40096, 95007 to 95009, 95013
// and 95016: they are from memory, and nothing should rest on them alone.
func messages() map[int]string {
	return map[int]string{
		-1:    "system error",
		40001: "invalid credential, access_token is invalid or not latest",
		40002: "invalid grant_type",
		40003: "invalid openid",
		40004: "invalid media type",
		40005: "invalid file type",
		40006: "invalid meida size",
		40007: "invalid media_id",
		40008: "invalid message type",
		40009: "invalid image size",
		40013: "invalid appid",
		40014: "invalid access_token",
		40029: "invalid code",
		40032: "invalid openid list size",
		40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
		40035: "invalid parameter",
		40037: "invalid template_id",
		40058: "invalid Request Parameter",
		40059: "invalid msg id",
		40066: "invalid url",
		40096: "invalid external userid",
		40125: "invalid appsecret",
		40130: "invalid openid list size, at least two openid",
		41001: "access_token missing",
		41002: "appid missing",
		41004: "appsecret missing",
		41005: "media data missing",
		42001: "access_token expired",
		43001: "require GET method",
		43002: "require POST method",
		43004: "require subscribe",
		43101: "user refuse to accept the msg",
		44001: "empty media data",
		44002: "empty post data",
		44003: "empty news data",
		44004: "empty content",
		45002: "content size out of limit",
		45008: "article size out of limit",
		45009: "reach max api daily quota limit",
		45011: "api minute-quota reach limit, must slower, retry next minute",
		45015: "response out of time limit or subscription is canceled",
		45028: "has no masssend quota",
		45047: "out of response count limit",
		45056: "too many tag now, no need to add new",
		45057: "can't delete the tag that has too many fans",
		45058: "can't modify sys tag",
		45059: "can not tag the fan more than 20 tags",
		45065: "clientmsgid exist",
		45066: "same clientmsgid retry too fast",
		45067: "clientmsgid size out of limit",
		45072: "invalid command",
		45080: "the user has not been active within 30 seconds",
		45081: "the typing status is already set",
		45157: "invalid tag name",
		45158: "tag name too long",
		45159: "invalid tag id",
		47001: "data format error",
		47003: "argument invalid",
		48001: "api unauthorized",
		48002: "user refuses to accept the messages",
		48004: "api forbidden for irregularities",
		48006: "forbid to clear quota because of reaching the limit",
		49003: "not match openid with appid",
		60020: "not allow to access from your ip",
		76021: "cgi_path not found",
		95000: "invalid open_kfid",
		95001: "send msg count limit",
		95004: "open_kfid not exist",
		95007: "invalid msg token",
		95008: "too many menu items",
		95009: "invalid type of a menu item",
		95013: "conversation is end",
		95014: "user is not the servicer",
		95016: "not allow to change to the service state",
		95018: "send msg session status invalid",
	}
}

func refuse(code int) *refusal { return &refusal{code: code, text: messages()[code]} }

// body of a refusal. Every one ends with what support asks for: rid on one
// host, hint on the other.
func (r *refusal) body(corp bool) reply {
	text := fmt.Sprintf("%s rid: 67%s-%s-%s", r.text, random(6), random(8), random(8))
	if corp {
		text = fmt.Sprintf("%s, hint: [17%s], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=%d", r.text, random(20), r.code)
	}
	b := reply{"errcode": r.code, "errmsg": text}
	for name, value := range r.more {
		b[name] = value
	}
	return b
}

func write(w http.ResponseWriter, answer any) {
	if f, isFile := answer.(*file); isFile {
		w.Header().Set("Content-Type", f.mime)
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", f.name))
		w.Write(f.content) //nolint:errcheck // the client may have gone
		return
	}
	w.Header().Set("Content-Type", "application/json; encoding=utf-8")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.Encode(answer) //nolint:errcheck,errchkjson // the client may have gone
}
