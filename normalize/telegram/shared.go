package telegram

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// shared reads what a person hands over with a button of a bot: a filled web
// app, users, a chat, a payment; and invoices, which are paid with one.
func (m *message) shared() *core.Content {
	switch {
	case m.own.WebAppData != nil:
		return form(m.own.WebAppData)
	case m.own.UsersShared != nil:
		names := make([]string, 0, len(m.own.UsersShared.Users))
		for _, u := range m.own.UsersShared.Users {
			names = append(names, or(fullName(u.FirstName, u.LastName), or(u.Username, decimal(u.UserID))))
		}
		return words("[shared users] " + strings.Join(names, ", "))
	case m.own.ChatShared != nil:
		s := m.own.ChatShared
		return words("[shared chat] " + or(s.Title, or(s.Username, decimal(s.ChatID))))
	case m.Invoice != nil:
		i := m.Invoice
		return cardOf("[invoice]", core.Card{Kind: "product", Title: i.Title, Detail: i.Description, Price: price(int64(i.TotalAmount), i.Currency)})
	case m.SuccessfulPayment != nil:
		p := m.SuccessfulPayment
		return cardOf("[payment]", core.Card{Kind: "order", ID: p.TelegramPaymentChargeID, Title: "Payment", Detail: p.InvoicePayload, Price: price(int64(p.TotalAmount), p.Currency)})
	case m.own.RefundedPayment != nil:
		p := m.own.RefundedPayment
		return cardOf("[refund]", core.Card{Kind: "order", ID: p.ChargeID, Title: "Refund", Detail: p.InvoicePayload, Price: price(p.TotalAmount, p.Currency)})
	}
	return nil
}

func cardOf(label string, c core.Card) *core.Content {
	return &core.Content{Kind: core.KindCard, Text: label + " " + joined(", ", c.Title, c.Price), Card: &c}
}

// form reads the data of a web app, an agreement between the app and the bot:
// a flat JSON object becomes fields, anything else one field "data".
func form(w *webAppData) *core.Content {
	f := &core.Form{Name: w.ButtonText, Fields: map[string]string{}}
	var object map[string]any
	d := json.NewDecoder(strings.NewReader(w.Data))
	d.UseNumber()
	if d.Decode(&object) != nil || d.More() || len(object) == 0 {
		f.Fields["data"] = w.Data
		return &core.Content{Kind: core.KindForm, Text: "[form] " + joined(": ", f.Name, w.Data), Form: f}
	}
	for name, value := range object {
		switch v := value.(type) {
		case string:
			f.Fields[name] = v
		default:
			b, err := json.Marshal(v)
			if err != nil { // it came from JSON
				panic(err)
			}
			f.Fields[name] = string(b)
		}
	}
	return &core.Content{Kind: core.KindForm, Text: "[form] " + joined(": ", f.Name, w.Data), Form: f}
}

// exponents are the currencies of https://core.telegram.org/bots/payments/currencies.json
// whose smallest unit is not a hundredth. XTR is Telegram's own, the Stars.
var exponents = map[string]int{"XTR": 0, "CLP": 0, "ISK": 0, "JPY": 0, "KRW": 0, "PYG": 0, "UGX": 0, "VND": 0}

// price writes an amount in smallest units for people: 1999 USD is "19.99 USD".
func price(amount int64, currency string) string {
	digits, odd := exponents[currency]
	if !odd {
		digits = 2
	}
	if digits == 0 || amount == math.MinInt64 {
		return fmt.Sprintf("%d %s", amount, currency)
	}
	sign := ""
	if amount < 0 {
		sign, amount = "-", -amount
	}
	return fmt.Sprintf("%s%d.%02d %s", sign, amount/100, amount%100, currency)
}
