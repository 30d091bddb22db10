/** exclusive runs f while no other tab of this visitor does the same. Without locks two may. */
export async function exclusive<T>(what: "send" | "renew", f: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let begun = false;
  try {
    if (!navigator.locks) return await f();
    return await navigator.locks.request(`switchboard.${what}.${location.pathname}`, { ...(signal && { signal }) }, () => {
      begun = true;
      return f();
    });
  } catch (error) {
    if (begun) throw error;
    return f();
  }
}
