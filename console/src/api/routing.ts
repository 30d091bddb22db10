import type { components } from './schema'

type Schemas = components['schemas']

// Queues, rules and business hours.
export type Board = Schemas['Board']
export type Explanation = Schemas['Explanation']
export type Queue = Schemas['Settings']
export type Rule = Schemas['Rule']
export type Schedule = Schemas['Schedule']
export type NamedSchedule = Schemas['NamedSchedule']
export type Interval = Schemas['Interval']
export type Seat = Schemas['Seat']
export type Then = Schemas['Then']
export type Waiting = Schemas['Waiting']
export type When = Schemas['When']
export type WordList = Schemas['WordList']
