// Evaluates three prompts with promptfoo against BASE_URL and prints one line of JSON. It is told to speak to nobody else and keeps its files in a folder of its own.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'collegue-promptfoo-'));
const output = join(folder, 'results.json');
try {
  const ended = spawnSync(
    process.execPath,
    [join(__dirname, 'node_modules/promptfoo/dist/src/main.js'), 'eval', '-c', join(__dirname, 'promptfooconfig.cjs'), '-o', output, '--no-cache', '--no-table', '--no-progress-bar', '--no-share'],
    {
      encoding: 'utf8',
      timeout: 120_000,
      cwd: folder,
      env: {
        ...process.env,
        PROMPTFOO_CONFIG_DIR: folder,
        PROMPTFOO_DISABLE_TELEMETRY: '1',
        PROMPTFOO_DISABLE_UPDATE: '1',
        PROMPTFOO_DISABLE_SHARING: '1',
        PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
        PROMPTFOO_SELF_HOSTED: '1',
      },
    },
  );
  let stats;
  let detail = '';
  try {
    stats = JSON.parse(readFileSync(output, 'utf8')).results.stats;
    detail = `${stats.successes} right, ${stats.failures} wrong, ${stats.errors} errors, ${stats.tokenUsage?.total} tokens`;
  } catch (error) {
    detail = `${ended.error ?? error.message}: ${ended.stdout}${ended.stderr}`;
  }
  const ok = ended.status === 0 && stats?.successes === 3 && stats.failures === 0 && stats.errors === 0;
  console.log(JSON.stringify({ check: 'promptfoo', ok, detail }));
  process.exitCode = ok ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
