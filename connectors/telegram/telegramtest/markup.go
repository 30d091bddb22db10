package telegramtest

import (
	"encoding/json"
)

type inlineButton struct {
	Text         string           `json:"text"`
	URL          string           `json:"url,omitempty"`
	CallbackData *string          `json:"callback_data,omitempty"`
	WebApp       *json.RawMessage `json:"web_app,omitempty"`
	LoginURL     *json.RawMessage `json:"login_url,omitempty"`
	SwitchInline *string          `json:"switch_inline_query,omitempty"`
	SwitchHere   *string          `json:"switch_inline_query_current_chat,omitempty"`
	CopyText     *json.RawMessage `json:"copy_text,omitempty"`
	Pay          bool             `json:"pay,omitempty"`
}

// acts: an inline button has to do something (Bot API documentation,
// InlineKeyboardButton: "exactly one of the fields other than text").
func (k *inlineButton) acts() bool {
	return k.URL != "" || k.CallbackData != nil || k.WebApp != nil || k.LoginURL != nil ||
		k.SwitchInline != nil || k.SwitchHere != nil || k.CopyText != nil || k.Pay
}

type inlineKeyboard struct {
	Rows [][]inlineButton `json:"inline_keyboard"`
}

// readMarkup checks a reply_markup and returns what the message carries: only
// inline keyboards are part of a message, the others belong to the client.
func readMarkup(text string) (json.RawMessage, *apiError) {
	if text == "" {
		return nil, nil
	}
	var markup struct {
		inlineKeyboard
		Keyboard json.RawMessage `json:"keyboard"`
		Remove   bool            `json:"remove_keyboard"`
		Force    bool            `json:"force_reply"`
	}
	if json.Unmarshal([]byte(text), &markup) != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	if len(markup.Rows) == 0 {
		return nil, nil
	}
	for _, row := range markup.Rows {
		for i := range row {
			if refusal := row[i].check(); refusal != nil {
				return nil, refusal
			}
		}
	}
	kept, err := json.Marshal(markup.inlineKeyboard)
	if err != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	return kept, nil
}

// check: callback_data has 1-64 bytes (Bot API documentation,
// InlineKeyboardButton).
func (k *inlineButton) check() *apiError {
	switch {
	case k.Text == "":
		return badRequest("can't parse inline keyboard button: Field \"text\" must be of type String")
	case !k.acts():
		return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case k.CallbackData != nil && (len(*k.CallbackData) == 0 || len(*k.CallbackData) > 64):
		return badRequest("BUTTON_DATA_INVALID")
	}
	return nil
}

// hasButton reports whether a message shows a button with this data.
func hasButton(markup json.RawMessage, data string) bool {
	var keyboard inlineKeyboard
	if json.Unmarshal(markup, &keyboard) != nil {
		return false
	}
	for _, row := range keyboard.Rows {
		for _, k := range row {
			if k.CallbackData != nil && *k.CallbackData == data {
				return true
			}
		}
	}
	return false
}
