/** What a tag may be marked with; dots of a colour are seen on both grounds. */
export const colours = [
  { value: '', name: 'none' },
  { value: '#d92d20', name: 'red' },
  { value: '#e8790c', name: 'orange' },
  { value: '#c99a06', name: 'yellow' },
  { value: '#2e9e44', name: 'green' },
  { value: '#0e9aa7', name: 'teal' },
  { value: '#2b6fe8', name: 'blue' },
  { value: '#8250df', name: 'purple' },
  { value: '#d6409f', name: 'pink' },
  { value: '#7a8493', name: 'grey' },
] as const satisfies readonly { value: string; name: string }[]
