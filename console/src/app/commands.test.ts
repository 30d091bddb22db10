// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref } from 'vue'
import { provideCommands, useCommandList, useCommands } from './commands'

it('who goes takes back their own commands, not those of who came before they had gone', async () => {
  const done: string[] = []
  const One = defineComponent({
    props: { name: { type: String, required: true } },
    setup: (props) => (useCommands(() => [{ id: 'take', label: 'take', group: 'conversation', run: () => void done.push(props.name) }]), () => null),
  })
  const shown = ref(['a'])
  let commands!: ReturnType<typeof useCommandList>
  const All = defineComponent({ setup: () => ((commands = useCommandList()), () => shown.value.map((name) => h(One, { key: name, name }))) })
  const app = createApp({ setup: () => (provideCommands({ help: () => {}, palette: () => {} }, []), () => h(All)) })
  app.mount(document.createElement('div'))
  shown.value = ['a', 'b']
  await nextTick()
  shown.value = ['b']
  await nextTick()
  commands.all.forEach((c) => c.run())
  expect(done).toEqual(['b'])
  app.unmount()
})
