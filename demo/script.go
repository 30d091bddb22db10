package demo

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed script.yaml
var scriptText []byte

// script is who takes part, and what they say.
type script struct {
	Shop       string // as its mails name it
	Colleagues []colleague
	Teams      []team
	Accounts   map[string]string // names, by the people's channels
	Mailbox    string
	Canned     []canned
	Tags       []tag
	Fields     []field // of contacts
	Rules      []rule
	People     []*person
	Phrases    map[string]phrases  // by language
	Matters    map[string][]matter // by language
}

type colleague struct {
	Name, Email string
	Capacity    int
}

type team struct {
	Name    string
	Members []string
}

type canned struct{ Shortcut, Title, Text string }

type tag struct{ Scope, Name, Color string }

type field struct{ Key, Name string }

// rule is a routing rule; the pages of the shop are a condition too.
type rule struct {
	Name      string
	Words     []string
	Languages []string
	Channels  []string
	Shop      bool
	Team      string
	Tags      []string
	Priority  int
}

// phrases are what anybody may say.
type phrases struct {
	Nudges  []string // of who waits long
	Replies []string // of who has nothing left to ask
	Welcome []string // of colleagues, after thanks
	Sorry   []string // of colleagues who know no better
}

// person is a customer.
type person struct {
	Name     string
	Channel  string // telegram, official, miniprogram, kf, web, mail
	Language string // zh or en
	Email    string
	Tags     []string
	Fields   map[string]string
	VIP      bool
	Visits   []visit
	later    []visit // what anybody of the language may come with after them
}

// matter is a visit as often as there are things that {it} stands for.
type matter struct {
	visit `yaml:",inline"`
	It    []string
}

// visits are one of each thing.
func (m matter) visits() []visit {
	all := make([]visit, 0, len(m.It))
	for _, it := range m.It {
		named := func(text string) string { return strings.ReplaceAll(text, "{it}", it) }
		v := m.visit
		v.Subject, v.Thanks, v.Turns = named(v.Subject), named(v.Thanks), slices.Clone(v.Turns)
		for i, t := range v.Turns {
			v.Turns[i].Answer, v.Turns[i].Say = named(t.Answer), slices.Clone(t.Say)
			for j, l := range t.Say {
				v.Turns[i].Say[j].Text = named(l.Text)
			}
		}
		all = append(all, v)
	}
	return all
}

// polite reports whether words ask for nothing: a thanks, or the score of a rating.
func (p phrases) polite(words string) bool {
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(line)
		if strings.Trim(line, "★☆12345") != "" && !slices.Contains(p.Replies, line) {
			return false
		}
	}
	return true
}

// visit is one matter, from the first word to the last.
type visit struct {
	Subject string // of a mail
	Turns   []turn
	Thanks  string // said at the end; empty: nothing
	Score   int    // 0: a rating is not given
	Leaves  bool   // goes without a word after the last turn
}

// turn is what is said at once, and what a colleague answers to it.
type turn struct {
	Say    []line
	Answer string
	Note   string // what the colleague notes for the others before
}

// line is one message.
type line struct {
	Text  string
	HTML  string // of a mail
	Photo string // the name of a picture
}

// UnmarshalYAML takes a bare text for a line of it.
func (l *line) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return n.Decode(&l.Text)
	}
	type plain line
	return n.Decode((*plain)(l))
}

// readScript reads the script that is part of the program.
func readScript() (*script, error) {
	s := &script{}
	if err := yaml.Unmarshal(scriptText, s); err != nil {
		return nil, fmt.Errorf("read the demo's script: %w", err)
	}
	for _, p := range s.People {
		p.later = s.later(p.Language)
	}
	return s, nil
}

// later lists the visits that anybody of a language may come with.
func (s *script) later(language string) (all []visit) {
	for _, m := range s.Matters[language] {
		all = append(all, m.visits()...)
	}
	return all
}

// person returns who has a name.
func (s *script) person(name string) (*person, bool) {
	for _, p := range s.People {
		if p.Name == name {
			return p, true
		}
	}
	return nil, false
}

// reply finds what is answered to somebody's words: the turn that they end. done:
// they are thanks, and end the visit.
func (p *person) reply(words string) (t turn, done, found bool) {
	for _, v := range slices.Concat(p.Visits, p.later) {
		for i := len(v.Turns) - 1; i >= 0; i-- {
			if last := v.Turns[i].last(); last != "" && strings.Contains(words, last) {
				return v.Turns[i], false, true
			}
		}
		if v.Thanks != "" && strings.Contains(words, v.Thanks) {
			return turn{}, true, true
		}
	}
	return turn{}, false, false
}

// last is the last text of a turn, as far as every channel leaves it alone: its
// first line.
func (t turn) last() string {
	for i := len(t.Say) - 1; i >= 0; i-- {
		if text := t.Say[i].Text; text != "" {
			first, _, _ := strings.Cut(text, "\n")
			return first
		}
	}
	return ""
}
