package telegram

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// FuzzDecodeMessage: what is decoded at once is what is decoded twice.
func FuzzDecodeMessage(f *testing.F) {
	files, err := filepath.Glob("../../testdata/telegram/*.json")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var parts map[string]json.RawMessage
		if json.Unmarshal(body, &parts) == nil {
			for _, part := range parts {
				f.Add([]byte(part))
			}
		}
	}
	f.Add([]byte(`{"sticker":{"file_id":"a","is_video":true},"Sticker":{"is_animated":true},"sticker":null}`))
	f.Add([]byte(`{"entities":[{"type":"bold","length":2}],"ENTITIES":[],"from":{"id":1},"from":{"first_name":"b"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		one := decodeStrict(body)
		if one == nil {
			return
		}
		two, err := decodeTwice(body)
		if err != nil {
			t.Fatalf("decoded at once, and then %v", err)
		}
		if two.problem != "" {
			t.Fatalf("decoded at once, and then %s", two.problem)
		}
		// What only those look at who know that something was wrong, or nobody.
		two.Message.Entities, two.Message.CaptionEntities = nil, nil
		two.own = own{added: two.own.added, Entities: two.own.Entities, CaptionEntities: two.own.CaptionEntities, Sticker: two.own.Sticker}
		if !reflect.DeepEqual(one, two) {
			t.Fatalf("at once %+v\ntwice %+v", one, two)
		}
	})
}
