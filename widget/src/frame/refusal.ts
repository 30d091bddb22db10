import type { ApiError } from "./api.ts";

/** Why there is no chat: the hub refuses this visitor or this page. */
export type Refusal = "identity" | "origin" | "account" | "ended";

export function refusalOf(error: ApiError): Refusal {
  switch (error.status) {
    case 401:
      return "identity";
    case 403:
      return "origin";
    case 410:
      return "ended";
  }
  return "account";
}
