package wechattest

import "strconv"

// Event is what a person does without writing.
type Event struct {
	Name string // the Event element, as the pages write it: CLICK, VIEW, scancode_push, …
	Key  string // EventKey; left out of the push when the event has none
	// Fields come after the others.
	Fields []Field
}

// Do pushes an event, and grants the custom messages that it allows: a click,
// a scan of a menu (scancode_push, scancode_waitmsg) or of a code, or entering
// a Mini Program's conversation.
func (f *Follower) Do(e Event) *Push {
	s := f.app.s
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e.Name {
	case "CLICK", "scancode_push", "scancode_waitmsg":
		f.grant("click")
	case "SCAN":
		f.grant("scan")
	case "user_enter_tempsession":
		f.grant("enter")
	}
	fields := []Field{text("Event", e.Name)}
	if e.Key != "" {
		fields = append(fields, text("EventKey", e.Key))
	}
	return f.push("event", append(fields, e.Fields...)...)
}

// Scan scans a code with a scene while following.
func (f *Follower) Scan(scene string) *Push {
	return f.Do(Event{Name: "SCAN", Key: scene, Fields: []Field{text("Ticket", ticket(scene))}})
}

// Click presses a menu's button that has a key.
func (f *Follower) Click(key string) *Push { return f.Do(Event{Name: "CLICK", Key: key}) }

// View presses a menu's button that opens a page.
func (f *Follower) View(url, menuID string) *Push {
	return f.Do(Event{Name: "VIEW", Key: url, Fields: []Field{text("MenuId", menuID)}})
}

// Share reports the place of a follower who allowed it (LOCATION).
func (f *Follower) Share(latitude, longitude, precision float64) *Push {
	return f.Do(Event{Name: "LOCATION", Fields: []Field{
		number("Latitude", decimal(latitude)), number("Longitude", decimal(longitude)), number("Precision", decimal(precision)),
	}})
}

// ScanForMenu presses a menu's button that scans: scancode_push, or
// scancode_waitmsg when waiting.
func (f *Follower) ScanForMenu(key, result string, waiting bool) *Push {
	name := "scancode_push"
	if waiting {
		name = "scancode_waitmsg"
	}
	return f.Do(Event{Name: name, Key: key, Fields: []Field{
		{Name: "ScanCodeInfo", Fields: []Field{text("ScanType", "qrcode"), text("ScanResult", result)}},
	}})
}

// PickPictures presses a menu's button that takes pictures: pic_sysphoto,
// pic_photo_or_album or pic_weixin. The pictures follow as messages.
func (f *Follower) PickPictures(event, key string, sums ...string) *Push {
	list := make([]Field, len(sums))
	for i, sum := range sums {
		list[i] = Field{Name: "item", Fields: []Field{text("PicMd5Sum", sum)}}
	}
	return f.Do(Event{Name: event, Key: key, Fields: []Field{
		{Name: "SendPicsInfo", Fields: []Field{number("Count", strconv.Itoa(len(sums))), {Name: "PicList", List: true, Fields: list}}},
	}})
}

// PickPlace presses a menu's button that chooses a place. The place follows as
// a message.
func (f *Follower) PickPlace(key string, latitude, longitude float64, label string) *Push {
	return f.Do(Event{Name: "location_select", Key: key, Fields: []Field{
		{Name: "SendLocationInfo", Fields: []Field{
			text("Location_X", decimal(latitude)), text("Location_Y", decimal(longitude)),
			text("Scale", "15"), text("Label", label), text("Poiname", ""),
		}},
	}})
}

// Enter opens a Mini Program's conversation; from is the button's session-from.
func (f *Follower) Enter(from string) *Push {
	return f.Do(Event{Name: "user_enter_tempsession", Fields: []Field{text("SessionFrom", from)}})
}

// Served tells that Tencent's own desk took, closed or moved the conversation:
// kf_create_session, kf_close_session, kf_switch_session.
func (f *Follower) Served(event, account, to string) *Push {
	fields := []Field{text("KfAccount", account)}
	if event == "kf_switch_session" {
		fields = []Field{text("FromKfAccount", account), text("ToKfAccount", to)}
	}
	return f.Do(Event{Name: event, Fields: fields})
}

// Answer answers the question whether a template's notices may come
// (subscribe_msg_popup_event); what is accepted is agreed to once.
func (f *Follower) Answer(template string, accept bool) *Push {
	return f.decide("subscribe_msg_popup_event", "SubscribeMsgPopupEvent", template, accept, text("PopupScene", "1"))
}

// Change changes the answer in the settings (subscribe_msg_change_event).
func (f *Follower) Change(template string, accept bool) *Push {
	return f.decide("subscribe_msg_change_event", "SubscribeMsgChangeEvent", template, accept)
}

func (f *Follower) decide(event, element, template string, accept bool, more ...Field) *Push {
	status := "reject"
	if accept {
		status = "accept"
		f.Consent(template, 1)
	}
	item := append([]Field{text("TemplateId", template), text("SubscribeStatusString", status)}, more...)
	return f.Do(Event{Name: event, Fields: []Field{f.app.listed(element, item)}})
}

// listed is a list of one: in XML an element with List, in JSON List alone.
func (a *App) listed(element string, item []Field) Field {
	if a.callback.JSON {
		return Field{Name: "List", Fields: item}
	}
	return Field{Name: element, Fields: []Field{{Name: "List", Fields: item}}}
}
