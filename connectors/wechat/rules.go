package wechat

import (
	"cmp"
	_ "embed" // rules.json
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

//go:embed rules.json
var rulesJSON []byte

// ruleSet is what WeChat allows and what its errors mean at a date; it changes
// by announcement. The keys of maps are kinds of account.
type ruleSet struct {
	AsOf       string                              `json:"as_of"`
	Windows    map[string][]window                 `json:"windows"`
	Media      map[string]map[string]core.MediaCap `json:"media"`
	Limits     limits                              `json:"limits"`
	Broadcasts map[string]string                   `json:"broadcasts"` // by account_type: how often
	Quotas     map[string]int                      `json:"quotas"`     // calls a day, by path; an account of many followers has more
	Errors     []errorRule                         `json:"errors"`
}

type window struct {
	Trigger string   `json:"trigger"` // core.WindowMessage or a core.Event…
	Seconds int      `json:"seconds"`
	Max     int      `json:"max"`
	Kinds   []string `json:"kinds,omitempty"`
	Ticket  bool     `json:"ticket,omitempty"` // a welcome_code comes with it
}

type limits struct {
	TextBytes         int            `json:"text_bytes"`
	Choices           int            `json:"choices"`
	ChoiceLabelBytes  int            `json:"choice_label_bytes"`
	ChoiceIDBytes     int            `json:"choice_id_bytes"`
	MenuTextBytes     map[string]int `json:"menu_text_bytes"` // above choices; 0: as any text
	BroadcastMin      int            `json:"broadcast_min"`   // people of a list
	BroadcastMax      int            `json:"broadcast_max"`
	BroadcastKeyBytes int            `json:"broadcast_key_bytes"`
	TagUsers          int            `json:"tag_users"` // people of one call
}

// menuText is how many bytes of text stand above choices.
func (l limits) menuText(kind string) int { return cmp.Or(l.MenuTextBytes[kind], l.TextBytes) }

// errorRule says what an errcode means. Without Kinds it holds for all.
type errorRule struct {
	Codes []int      `json:"codes"`
	Kinds []string   `json:"kinds,omitempty"`
	Class core.Class `json:"class"`
	After int        `json:"after,omitempty"` // seconds until it may be tried again
	Name  string     `json:"name"`
	Text  string     `json:"text"`
}

// classToken marks codes after which the token is fetched anew, once.
const classToken core.Class = "token"

// rules are read once and never change.
var rules = sync.OnceValue(func() ruleSet {
	var r ruleSet
	if err := json.Unmarshal(rulesJSON, &r); err != nil {
		panic(fmt.Sprintf("rules.json: %v", err))
	}
	return r
})

// meaning finds the rule of a code.
func meaning(kind string, code int) (errorRule, bool) {
	for _, r := range rules().Errors {
		if slices.Contains(r.Codes, code) && (r.Kinds == nil || slices.Contains(r.Kinds, kind)) {
			return r, true
		}
	}
	return errorRule{}, false
}

// What the platform does not publish; the numbers are ours.
const (
	maxParts   = 5 // a window has no more answers
	typingFor  = 15 * time.Second
	mediaLife  = 70 * time.Hour // of 72
	tagsLife   = 10 * time.Minute
	perAccount = 50 // sends a second
)

// Caps implements connectors.Connector.
func (c *Connector) Caps(a core.Account) core.Caps {
	r, kind := rules(), kindOf(a)
	caps := core.Caps{
		Text:     core.Limit{Max: r.Limits.TextBytes, Unit: core.Bytes},
		MaxParts: maxParts,
		Media:    r.Media[kind],
		Typing:   typingFor,
		Begin:    core.BeginKnown, // whoever wrote, while a window is open
		Rate: []core.Rate{
			{Scope: core.PerAccount, N: perAccount, Every: time.Second, Burst: perAccount},
			{Scope: core.PerUser, N: 1, Every: time.Second, Burst: maxParts},
		},
	}
	for _, w := range r.Windows[kind] {
		caps.Windows = append(caps.Windows, core.WindowRule{Trigger: w.Trigger, For: time.Duration(w.Seconds) * time.Second, Max: w.Max,
			Kinds: w.Kinds, Ticket: w.Ticket})
	}
	if kind != kindMiniProgram { // it has no msgmenu
		caps.Choices = core.ChoiceCap{Max: r.Limits.Choices, Text: core.Limit{Max: r.Limits.menuText(kind), Unit: core.Bytes},
			Label: core.Limit{Max: r.Limits.ChoiceLabelBytes, Unit: core.Bytes}, ID: core.Limit{Max: r.Limits.ChoiceIDBytes, Unit: core.Bytes}}
	}
	if kind == kindKF { // msgid is a key
		caps.Typing, caps.Idempotent = 0, true
	}
	return caps
}
