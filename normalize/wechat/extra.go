package wechat

import "encoding/json"

// extra is what only WeChat knows, by name: texts and lists of subscriptions.
// Texts that are empty are left out.
type extra map[string]any

// subscription is what a person decided of one subscription message.
type subscription struct {
	Template string `json:"template"`
	Status   string `json:"status"` // accept or reject
	Scene    string `json:"scene,omitempty"`
}

// json is nil where nothing is left.
func (x extra) json() json.RawMessage {
	for name, v := range x {
		if v == "" {
			delete(x, name)
		}
	}
	if len(x) == 0 {
		return nil
	}
	b, err := json.Marshal(map[string]extra{"wechat": x})
	if err != nil { // texts only
		panic(err)
	}
	return b
}
