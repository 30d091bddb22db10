package demo

import (
	"errors"
	"fmt"
	"hash/fnv"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// The channels of the script's people: those of WeChat are one channel of the hub.
const (
	onTelegram    = "telegram"
	onOfficial    = "official"
	onMiniProgram = "miniprogram"
	onKF          = "kf"
	onWeb         = "web"
	onMail        = "mail"
)

// What the emulated platforms know the shop by. Nothing of it is a secret: it is
// good nowhere else.
const (
	botToken    = "7000000001:demo-bot-of-an-emulated-platform"
	botName     = "hillside_tea_bot"
	wechatToken = "demotoken"
	wechatKey   = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	wechatWord  = "0123456789abcdef0123456789abcdef"
	officialID  = "wxdemo00000000001"
	miniID      = "wxdemo00000000002"
	corpID      = "wwdemo0000000001"
	deskID      = "wkdemo0000000001"
)

// platforms are what is emulated.
type platforms struct {
	telegram *telegramtest.Server
	wechat   *wechattest.Server
	official *wechattest.App
	mini     *wechattest.App
	corp     *wechattest.Corp
	desk     *wechattest.Desk
	mail     *mailServer
}

// openPlatforms starts all of them, on free ports of loopback.
func openPlatforms() (p *platforms, err error) {
	defer func() { // the emulators panic where there is no port, as httptest does
		if r := recover(); r != nil {
			err = errors.Join(fmt.Errorf("start the emulated platforms: %v", r), err)
		}
	}()
	p = &platforms{}
	if p.mail, err = openMailServer(); err != nil {
		return nil, err
	}
	p.telegram = telegramtest.New(telegramtest.Options{})
	p.telegram.AddBot(botToken, botName)
	p.wechat = wechattest.New(wechattest.Options{})
	p.official = p.wechat.AddApp(wechattest.Config{AppID: officialID, Secret: wechatWord, OpenPlatform: "demo"})
	p.mini = p.wechat.AddApp(wechattest.Config{AppID: miniID, Secret: wechatWord, OpenPlatform: "demo", Kind: wechattest.MiniProgram})
	p.corp = p.wechat.AddCorp(wechattest.CorpConfig{CorpID: corpID, Secret: wechatWord, OpenPlatform: "demo"})
	p.desk = p.corp.AddDesk(deskID, "Shop")
	return p, nil
}

func (p *platforms) close() {
	p.telegram.Close()
	p.wechat.Close()
	p.mail.close()
}

// telegramID is a person's number on Telegram.
func telegramID(name string) int64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // it never fails
	return 100_000_000 + int64(h.Sum32()%900_000_000)
}
