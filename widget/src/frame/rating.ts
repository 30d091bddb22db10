/** A rating is asked for by a message of the hub whose choices are scores; what is pressed is drawn into the question. */
import type { Choice, Message } from "../shared/types.ts";
import type { Outgoing, State } from "./state.ts";

const SCORE = /^rating:([1-5])$/;

/** scoreOf is the score that a choice stands for; 0: none. */
export const scoreOf = ({ id }: { id: string }): number => Number(SCORE.exec(id)?.[1] ?? 0);

/** isRating says whether a message asks for a rating. */
export const isRating = (m: Message): boolean => m.from === "system" && !!m.choices?.length && m.choices.every(scoreOf);

/** isOpen says whether a question can still be answered, and the answer changed. */
export const isOpen = (m: Message, now: number): boolean => !m.rating || Date.parse(m.rating.until) > now;

/** reasonsFor are what may be pressed beside a score. */
export const reasonsFor = (m: Message, score: number): string[] =>
  m.rating?.reasons?.find((r) => r.from <= score && score <= r.to)?.labels ?? [];

/** Answer is what was pressed last: it is on its way as out, or there. */
export interface Answer {
  choice: Choice;
  score: number;
  comment: string;
  out?: Outgoing;
}

/** Given are the answers by the question's id, and the messages that are drawn in one. */
export interface Given {
  answers: Map<string, Answer>;
  drawn: Set<string>;
}

/** given reads the answers. A later one takes the place of an earlier one. */
export function given(state: State): Given {
  const answers = new Map<string, Answer>();
  const drawn = new Set<string>();
  const take = (key: string, text: string, pressed: { message: string; id: string } | undefined, out?: Outgoing) => {
    const question = pressed && state.messages.find((m) => m.id === pressed.message);
    const choice = question && isRating(question) && question.choices?.find((c) => c.id === pressed.id);
    if (!choice) return;
    answers.set(question.id, { choice, score: scoreOf(choice), comment: text === choice.text ? "" : text, ...(out && { out }) });
    // What failed stays to be seen, with its buttons.
    if (out?.state !== "failed") drawn.add(key);
  };
  for (const m of state.messages) if (m.from === "visitor") take(m.id, m.text, m.choice);
  for (const out of state.outbox) take(out.key, out.text, out.choice, out);
  return { answers, drawn };
}

/** join makes a comment of the reasons that were pressed and what was written. */
export const join = (reasons: string[], words: string): string => [reasons.join("、"), words.trim()].filter(Boolean).join("\n");

/** part is join undone, for who wants to change a comment. */
export function part(comment: string, labels: string[]): { reasons: string[]; words: string } {
  const [first = "", ...rest] = comment.split("\n");
  const reasons = first.split("、");
  if (!reasons.every((r) => labels.includes(r))) return { reasons: [], words: comment };
  return { reasons, words: rest.join("\n") };
}
