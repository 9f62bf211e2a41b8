// Runs checks one after the other and prints a line of JSON for each; the exit code says whether all went well.
export async function run(checks) {
  let failed = 0;
  for (const [check, body] of Object.entries(checks)) {
    let ok = true;
    let detail;
    try {
      detail = await body();
    } catch (error) {
      ok = false;
      failed++;
      detail = `${error.name}: ${error.message}`;
    }
    console.log(JSON.stringify({ check, ok, detail: detail ?? '' }));
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

export function setting(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set.`);
    process.exit(2);
  }
  return value;
}
