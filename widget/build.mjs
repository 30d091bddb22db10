// Builds dist from src. The result depends on the sources and the lock file
// only, and manifest.json says from which sources it came, so that a test in Go
// can tell a stale dist without Node.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const inputs = ["src", "build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

async function walk(path) {
  const full = join(root, path);
  try {
    const entries = await readdir(full);
    return (await Promise.all(entries.map((e) => walk(join(path, e))))).flat();
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

async function hashSources() {
  const files = (await Promise.all(inputs.map(walk))).flat();
  const named = files.map((f) => f.split(sep).join("/")).sort();
  const lines = await Promise.all(named.map(async (f) => `${f} ${sha256(await readFile(join(root, f)))}\n`));
  return sha256(lines.join(""));
}

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  target: ["es2020", "chrome100", "firefox100", "safari15.4"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

const [loader, script, style] = await Promise.all([
  build({ ...options, entryPoints: ["src/loader/main.ts"], format: "iife", outfile: "loader.js" }),
  build({ ...options, entryPoints: ["src/frame/main.ts"], format: "esm", outfile: "frame.js" }),
  build({ ...options, entryPoints: ["src/frame/style.css"], outfile: "frame.css" }),
]);

const text = (result) => result.outputFiles[0].text;
const hashed = (name, ext, data) => `assets/${name}-${sha256(data).slice(0, 10)}.${ext}`;
const names = { script: hashed("frame", "js", text(script)), style: hashed("frame", "css", text(style)) };
const page = (await readFile(join(root, "src/frame/frame.html"), "utf8"))
  .replace("{{script}}", `../${names.script}`)
  .replace("{{style}}", `../${names.style}`);

const files = {
  "loader.js": text(loader),
  "frame.html": page,
  [names.script]: text(script),
  [names.style]: text(style),
};
const manifest = {
  sources: await hashSources(),
  files: Object.fromEntries(Object.entries(files).sort().map(([name, data]) => [name, sha256(data)])),
};
files["manifest.json"] = JSON.stringify(manifest, null, 2) + "\n";

const dist = join(root, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "assets"), { recursive: true });
await Promise.all(Object.entries(files).map(([name, data]) => writeFile(join(dist, name), data)));
