// Measures one engine in this process: its answers, then what it says of itself, as lines of JSON on standard output.
import { readFileSync } from 'node:fs';

const DEPTH = 10;
const WARM_UP = 200;

const readLines = path => readFileSync(path, 'utf8').split('\n').filter(line => line.trim()).map(line => JSON.parse(line));

export async function trial(peer, french, index, search) {
  const [documentsPath, queriesPath] = process.argv.slice(2);
  const documents = readLines(documentsPath);
  const queries = readLines(queriesPath);
  const started = performance.now();
  await index(documents);
  const indexSeconds = (performance.now() - started) / 1000;
  for (const { query } of queries.slice(0, WARM_UP)) await search(query, DEPTH);

  const lines = [];
  for (const { id, query } of queries) {
    const from = performance.now();
    const ranked = await search(query, DEPTH);
    lines.push(JSON.stringify({ id, ranked, ms: performance.now() - from }));
  }
  lines.push(JSON.stringify({
    peer, french, documents: documents.length, index_seconds: indexSeconds, peak_mb: process.resourceUsage().maxRSS * 1024 / 1e6,
  }));
  process.stdout.write(lines.join('\n') + '\n');
}
