// Bundles the tests of one kind and runs them: node test/run.mjs unit|browser
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const kind = process.argv[2];
const out = join(root, ".tmp", kind);
const tests = readdirSync(join(root, "test", kind)).filter((f) => f.endsWith(".test.ts") && (!process.env.ONLY || f.includes(process.env.ONLY)));

rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: tests.map((f) => `test/${kind}/${f}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
const files = tests.map((f) => join(out, f.replace(/\.ts$/, ".mjs")));
const args = ["--enable-source-maps", "--test", "--test-concurrency=1", ...files];
process.exit(spawnSync(process.execPath, args, { stdio: "inherit", cwd: root }).status ?? 1);
