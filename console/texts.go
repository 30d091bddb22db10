package console

import (
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed src/locales/en/later/doctor.json src/locales/zh-CN/later/doctor.json
var doctorTexts embed.FS

// DoctorTexts are the words for what the doctor finds, by group and key, in a
// language of the page: the command line says the same as the page does.
func DoctorTexts(language string) (map[string]map[string]string, error) {
	b, err := doctorTexts.ReadFile("src/locales/" + language + "/later/doctor.json")
	if err != nil {
		return nil, fmt.Errorf("find the doctor's words: %w", err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("read the doctor's words: %w", err)
	}
	out := map[string]map[string]string{}
	for name, raw := range all {
		var group map[string]string
		if json.Unmarshal(raw, &group) == nil { // the others are words of the page alone
			out[name] = group
		}
	}
	return out, nil
}
