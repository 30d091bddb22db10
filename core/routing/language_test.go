package routing_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/routing"
)

func TestLanguages(t *testing.T) {
	t.Parallel()
	for language, texts := range map[string][]string{
		"zh": {"你好", "請問可以開發票嗎", "iPhone 15 Pro Max 多少钱", "优の品零食店什么时候开门", "订单 SF1234567890 到哪了", strings.Repeat("好", 10_000)},
		"ja": {"注文はどこですか", "iPhoneの修理", "キャンセル", "東京に住んでいます"},
		"ko": {"안녕하세요", "iPhone 얼마예요?"},
		"en": {"Hello", "Hi, where is my order?", "Can you help me?", "My order #12345 has not arrived yet", "What time do you open, 王?"},
		"th": {"สวัสดีครับ"}, "el": {"Πού είναι η παραγγελία μου;"}, "he": {"שלום"},
		"": {"", "12345", "👍", "vx abc123", "iPhone 15 Pro Max", "wo yao tui kuan", "Wo ist meine Bestellung?", "Où est ma commande ?",
			"¿Dónde está mi pedido?", "Di mana pesanan saya?", "Где мой заказ?", "أين طلبي؟", "Đơn hàng của tôi ở đâu?"},
	} {
		for _, text := range texts {
			if got := routing.Language(text); got != language {
				t.Errorf("%.30q is %q, want %q", text, got, language)
			}
		}
	}
}
