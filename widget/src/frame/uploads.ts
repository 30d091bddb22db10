/** Files on their way up: checked against the limits, then uploaded at once, so that sending is quick. */
import type { Attachment, Config } from "../shared/types.ts";
import { ApiError } from "./api.ts";

export interface Upload {
  id: number;
  file: File;
  /** An image's preview; revoked when the upload goes. */
  preview: string | null;
  progress: number;
  state: "uploading" | "done" | "failed" | "refused";
  why?: "large" | "kind" | "failed";
  attachment?: Attachment;
}

type Send = (file: File, progress: (part: number) => void, signal: AbortSignal) => Promise<Attachment>;

export const MAX_FILES = 10;

/** allowed says whether a list such as image/*, application/pdf has a file's type; an empty list has all. */
export function allowed(mime: string, mimes: string[]): boolean {
  const type = mime.split(";")[0]!.trim().toLowerCase();
  return mimes.length === 0 || mimes.some((m) => m === type || (m.endsWith("/*") && type.startsWith(m.slice(0, -1))));
}

export class Uploads {
  list: Upload[] = [];
  private readonly stops = new Map<number, AbortController>();
  private count = 0;

  constructor(private readonly send: Send, private readonly changed: () => void) {}

  get busy(): boolean {
    return this.list.some((u) => u.state === "uploading");
  }

  /** add takes files and returns how many were too many. */
  add(files: File[], limits: Config["limits"]): number {
    const room = MAX_FILES - this.list.length;
    for (const file of files.slice(0, room)) {
      const why = file.size > limits.upload_bytes ? "large" : allowed(file.type, limits.mimes) ? null : "kind";
      const preview = file.type.startsWith("image/") && !why ? URL.createObjectURL(file) : null;
      const upload: Upload = { id: ++this.count, file, preview, progress: 0, state: why ? "refused" : "uploading", ...(why && { why }) };
      this.list = [...this.list, upload];
      if (!why) void this.run(upload);
    }
    this.changed();
    return Math.max(0, files.length - room);
  }

  retry(id: number): void {
    const upload = this.list.find((u) => u.id === id);
    if (upload?.state === "failed") void this.run(upload);
  }

  remove(id: number): void {
    this.stops.get(id)?.abort();
    this.list = this.list.filter((u) => {
      if (u.id === id && u.preview) URL.revokeObjectURL(u.preview);
      return u.id !== id;
    });
    this.changed();
  }

  clear(): void {
    for (const u of this.list) this.remove(u.id);
  }

  /** take gives what has been uploaded, and keeps what has not. */
  take(): Attachment[] {
    const done = this.list.filter((u) => u.state === "done");
    for (const u of done) this.remove(u.id);
    return done.map((u) => u.attachment!);
  }

  private async run(upload: Upload): Promise<void> {
    const stop = new AbortController();
    this.stops.set(upload.id, stop);
    const progress = (part: number) => {
      upload.progress = part;
      this.changed();
    };
    upload.state = "uploading";
    this.changed();
    try {
      const { id, name, mime, size } = await this.send(upload.file, progress, stop.signal);
      upload.attachment = { id, name, mime, size };
      upload.state = "done";
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      const final = status === 413 || status === 415 || status === 422;
      upload.state = final ? "refused" : "failed";
      upload.why = status === 413 ? "large" : final ? "kind" : "failed";
    }
    this.stops.delete(upload.id);
    this.changed();
  }
}
