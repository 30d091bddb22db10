package api_test

import "testing"

func TestAMessageMayBeSentLater(t *testing.T) {
	t.Parallel()
	h := start(t)
	for id, status := range map[string]int{"once": 201, "again": 200} {
		a := h.do("POST", thread+"/messages", `{"client_message_id":"`+id+`","text":"hi","send_at":"2030-01-02T03:04:05Z"}`)
		v := a.json(t)
		if a.status != status || v["delivery"] != "scheduled" || v["send_at"] == nil || h.b.last() != "Schedule "+anID+" "+id+" 2030-01-02T03:04:05.000000Z" {
			t.Errorf("%s: %d, %s, asked %q", id, a.status, a.body, h.b.last())
		}
	}
	if a := h.do("POST", thread+"/messages", `{"client_message_id":"x","send_at":"2030-01-02T03:04:05Z"}`); a.status != 422 {
		t.Errorf("nothing to say: %d", a.status)
	}
}
