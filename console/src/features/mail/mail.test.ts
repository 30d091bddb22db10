// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Message } from '@/api'
import { answerTo, attached, mailBody, moreThanOne, plainOf, readAddresses, sendsFrom, subjectFor, writeAddresses } from './answer'
import { answerSubject, baseSubject, called, foldedEnd, newSubject, stretches } from './mail'
import { paperOf } from './paper'

const message = (n: number, mail: object | undefined, more: object = {}) =>
  ({ id: String(n), seq: n, direction: mail ? 'in' : 'out', text: '', attachments: [], ...more, content: { ...(mail ? { extra: { mail } } : {}), ...((more as Message).content ?? {}) } }) as unknown as Message

describe('subjects', () => {
  it('lose what replies and forwards put before them, in any language', () => {
    for (const s of ['Re: 发票', 'RE: Fwd: 发票', '回复：答复: 发票', 'Re[2]: 发票', '转发: Re: 发票']) expect(baseSubject(s)).toBe('发票')
    // Outlook, QQ, NetEase, Gmail, Apple Mail and others, and several in a row.
    for (const s of ['RE: 发票', '答复: 发票', '转发: 发票', '回复：发票', '转发：发票', 'Re:发票', '回复:Re:发票', 'Fwd: 发票', 'Fw: 发票', '答覆: 发票', '轉寄: 发票', '轉發：发票', 'AW: WG: 发票', 'SV: 发票', 'RE[2]: 发票', 'Re(3)：发票', 'Re^2: 发票', 'RE：发票'])
      expect(baseSubject(s), s).toBe('发票')
    const hub = /\(\?:(re\|[^)]+)\)/.exec(readFileSync('../core/subject.go', 'utf8'))?.[1]
    expect(hub?.split('|').map((p) => p.replace('fwd?', 'fwd')).filter((p) => baseSubject(`${p}: 发票`) !== '发票')).toEqual([])
    expect(baseSubject('Reset: 密码')).toBe('Reset: 密码')
    expect(answerSubject('回复: Re: 发票')).toBe('Re: 发票')
    expect(answerSubject('Re: ')).toBe('')
  })

  it('are shown where they change', () => {
    const list = ['发票', 'Re: 发票', '退款'].map((subject, i) => message(i, { kind: 'mail' }, { content: { subject, extra: { mail: {} } } }))
    expect(list.map((m) => newSubject(list, m))).toEqual([true, false, true])
  })
})

describe('what is folded', () => {
  it('is counted in characters, and never left out', () => {
    const text = '好👍的\n\n> 引用👍\n尾'
    const parts = stretches(text, [{ kind: 'quote', from: 5, to: 10 }])
    expect(parts.map((p) => [p.text, p.folded])).toEqual([['好👍的', undefined], ['> 引用👍', 'quote'], ['尾', undefined]])
  })

  it('is one where only blanks part a signature from a quote', () => {
    expect(stretches('a\n--\nme\n\n> q', [{ kind: 'signature', from: 2, to: 7 }, { kind: 'quote', from: 9, to: 12 }])).toEqual([{ text: 'a' }, { text: '--\nme\n\n> q', folded: 'quote' }])
  })

  it('is shown where there is nothing else, and bad offsets lose nothing', () => {
    expect(stretches('> q', [{ kind: 'quote', from: 0, to: 3 }])).toEqual([{ text: '> q' }])
    expect(stretches('abc', [{ kind: 'quote', from: 9, to: 12 }, { kind: 'quote', from: 2, to: 1 }])).toEqual([{ text: 'abc' }])
  })

  it('is the end of a mail alone for its HTML', () => {
    expect(foldedEnd('a\n> q', [{ kind: 'quote', from: 2, to: 5 }])).toEqual({ before: 'a', end: '> q' })
    expect(foldedEnd('> q\na', [{ kind: 'quote', from: 0, to: 3 }])).toBeUndefined()
  })
})

describe('the paper of a mail', () => {
  const words = { showQuote: 'show', hideQuote: 'hide' }
  const file = { id: 'a1', kind: 'image' as const, state: 'ready' as const, url: '/api/v1/attachments/a1', cid: '2' }
  const html = (p: { body: DocumentFragment }) => {
    const div = document.createElement('div')
    div.append(p.body)
    return div
  }

  it('shows images of the mail, and those from elsewhere only where asked', () => {
    const source = '<img src="cid:x" data-part="2"><img data-remote-src="https://far.test/a.png"><img src="https://sly.test/b.png"><img src="/api/v1/me">'
    const closed = paperOf({ html: source, attachments: [file], remote: false, words })
    expect(closed.remote).toBe(1)
    expect([...closed.inline]).toEqual(['a1'])
    expect([...html(closed).querySelectorAll('img')].map((i) => i.getAttribute('src'))).toEqual(['/api/v1/attachments/a1', null, null, null])
    const open = paperOf({ html: source, attachments: [file], remote: true, words })
    expect([...html(open).querySelectorAll('img')].map((i) => i.getAttribute('src'))).toEqual(['/api/v1/attachments/a1', 'https://far.test/a.png', null, null])
  })

  it('opens links elsewhere, says where they lead, and keeps none that run', () => {
    const links = html(paperOf({ html: '<a href="https://evil.test/x">www.bank.example/login</a><a href="javascript:1">b</a><a href="https://www.shop.test">shop.test</a>', attachments: [], remote: false, words })).querySelectorAll('a')
    expect(links[0]!.rel).toContain('noopener')
    expect(links[0]!.title).toBe('https://evil.test/x')
    expect(links[0]!.querySelector('.host')?.textContent).toBe('evil.test')
    expect(links[1]!.hasAttribute('href')).toBe(false)
    expect(links[2]!.querySelector('.host')).toBeNull()
  })

  it('folds the quote that the hub folds in the text, with what frames it', () => {
    const box = html(paperOf({
      html: '<div><div>好的</div><hr><div><b>发件人:</b> 客服<div>您好</div></div></div>', attachments: [], remote: false, words,
      fold: { before: '好的', end: '* * *\n发件人: 客服\n您好' },
    }))
    const fold = box.querySelector('details')!
    expect(fold.open).toBe(false)
    expect(fold.textContent).toContain('您好')
    expect(fold.querySelector('hr')).not.toBeNull()
    fold.remove()
    expect(box.textContent).toBe('好的')
  })
})

describe('an answer by mail', () => {
  const mail = { kind: 'mail', from: [{ address: 'li@a.test', name: '李' }], to: [{ address: 'Support@x.test' }, { address: 'wu@b.test' }], cc: [{ address: 'zhao@c.test' }, { address: 'li@a.test' }], delivered_to: 'sales@x.test' }
  const thread = [message(1, mail, { content: { subject: '回复：发票', extra: { mail } } }), message(2, undefined)]
  const own = ['support@x.test', 'sales@x.test']

  it('goes to the writer, or to all but ourselves', () => {
    expect(answerTo(thread, own, false)).toEqual({ to: [{ address: 'li@a.test', name: '李' }], cc: [] })
    expect(answerTo(thread, own, true)).toEqual({ to: [{ address: 'li@a.test', name: '李' }, { address: 'wu@b.test' }], cc: [{ address: 'zhao@c.test' }] })
    expect(moreThanOne(thread, own)).toBe(true)
    expect(subjectFor(thread, undefined)).toBe('Re: 发票')
    expect(sendsFrom(thread, own)).toBe('sales@x.test')
  })

  it('knows its own address with the mark of a conversation', () => {
    const marked = { ...mail, to: [{ address: 'support+c.06h05g1ugtsv.iujjda7ijq80q@x.test' }], cc: [], delivered_to: 'sales-C.06H0.iujj@x.test' }
    const answers = [message(1, marked)]
    expect(moreThanOne(answers, own)).toBe(false)
    expect(sendsFrom(answers, own)).toBe('sales@x.test')
    const masked = { ...mail, from: [{ address: 'l***@a.test' }], to: [{ address: 's***@x.test' }, { address: 'w***@b.test' }], cc: [] }
    expect(answerTo([message(1, masked)], own, true).to).toEqual([{ address: 'l***@a.test' }, { address: 'w***@b.test' }])
    expect(called(marked.to[0]!)).toBe('support@x.test')
    expect(called({ address: 'ann+news@x.test' })).toBe('ann+news@x.test')
  })

  it('reads addresses as people write them', () => {
    expect(readAddresses('张三 <z@a.test>；b@b.test, "Li, Si" <l@c.test>、坏的, Z@A.test')).toEqual({
      list: [{ address: 'z@a.test', name: '张三' }, { address: 'b@b.test' }, { address: 'l@c.test', name: 'Li, Si' }], bad: ['坏的'],
    })
    expect(writeAddresses([{ address: 'l@c.test', name: 'Li, Si' }])).toBe('"Li, Si" <l@c.test>')
  })

  it('names pictures that are attached, and leaves those out that were taken out again', () => {
    const draft = { html: '<p>a<img src="cid:h1" alt=""><img src="cid:h2" alt=""></p>', inline: ['h1', 'h3'] }
    const files = attached(draft, [{ blob: 'h1' }, { blob: 'h3' }, { blob: 'h4' }])
    expect(files).toEqual([{ blob: 'h1' }, { blob: 'h4' }])
    expect(mailBody(draft, files).html).toBe('<p>a<img src="cid:h1" alt=""></p>')
  })

  it('has the same words in plain text', () => {
    expect(plainOf('<p>您好 <strong>王</strong><br>二</p><ul><li><p>一</p></li><li><p>二</p></li></ul><blockquote><p>引</p></blockquote><p><a href="https://a.test/x">这里</a></p>')).toBe(
      '您好 王\n二\n\n- 一\n- 二\n\n> 引\n\n这里 <https://a.test/x>',
    )
  })
})
