/** A rating is asked for by a message of the hub whose choices are scores; what is pressed is drawn into the question. */
import type { Choice, Message } from "../shared/types.ts";
import type { Outgoing, State } from "./state.ts";

const SCORE = /^rating:([1-5])$/;

/** scoreOf is the score that a choice stands for; 0: none. */
export const scoreOf = ({ id }: Choice): number => Number(SCORE.exec(id)?.[1] ?? 0);

/** isRating says whether a message asks for a rating. */
export const isRating = (m: Message): boolean => m.from === "system" && !!m.choices?.length && m.choices.every(scoreOf);

/** Answer is what was pressed: it is on its way as out, or there as message. */
export interface Answer {
  score: number;
  out?: Outgoing;
  message?: string;
}

/** answers are those that were given, by the question's id. */
export function answers(state: State): Map<string, Answer> {
  const given = new Map<string, Answer>();
  let asked: Message | null = null;
  for (const m of state.messages) {
    if (isRating(m)) asked = m;
    // The hub tells of a press by its text alone.
    const pressed = m.from === "visitor" && asked?.choices?.find((c) => c.text === m.text);
    if (!asked || !pressed) continue;
    given.set(asked.id, { score: scoreOf(pressed), message: m.id });
    asked = null;
  }
  for (const out of state.outbox) {
    const question = state.messages.find((m) => m.id === out.choice?.message);
    const pressed = question && isRating(question) && question.choices?.find((c) => c.id === out.choice?.id);
    if (pressed) given.set(question.id, { score: scoreOf(pressed), out });
  }
  return given;
}
