package wechattest

type tag struct {
	id   int
	name string
}

// systemTags are the ids that nobody may change: none, blacklist, star.
func systemTags() map[int]*tag {
	return map[int]*tag{2: {id: 2, name: "星标组"}}
}
