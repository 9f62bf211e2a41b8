// The client of the npm package "openai" against BASE_URL, whose models behave as tests/Collegue.Web.Tests/Gateway/Clients/ModelDouble.cs says.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { run, setting } from './checks.js';

const model = setting('MODEL');
const embeddingModel = setting('EMBEDDING_MODEL');
const busyModel = setting('BUSY_MODEL');
const options = { baseURL: setting('BASE_URL'), apiKey: setting('KEY'), maxRetries: 0, timeout: 20_000 };
const client = new OpenAI(options);

const says = (content) => [{ role: 'user', content }];
const opening = {
  type: 'function',
  function: {
    name: 'horaires',
    description: "Heures d'ouverture d'un jour",
    parameters: { type: 'object', properties: { jour: { type: 'string' } }, required: ['jour'], additionalProperties: false },
  },
};

async function fails(promise, status, type) {
  const error = await promise.then(
    () => assert.fail(`an error ${status} was expected`),
    (caught) => caught,
  );
  assert.ok(error instanceof type, `${error.constructor.name} instead of ${type.name}: ${error.message}`);
  assert.equal(error.status, status);
  assert.ok(error.error?.message, 'no message in the body of the error');
  return error;
}

const abandoned = async () =>
  Number((await client.chat.completions.create({ model, messages: says('Combien sont partis ?') })).choices[0].message.content);

await run({
  async chat() {
    const answer = await client.chat.completions.create({ model, messages: says('Bonjour'), temperature: 0, seed: 7, stop: ['###'] });
    assert.equal(answer.object, 'chat.completion');
    assert.equal(answer.choices[0].message.content, 'Bonjour à tous, la mairie est ouverte.');
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  },

  async 'several choices'() {
    const answer = await client.chat.completions.create({ model, messages: says('Bonjour'), n: 2 });
    assert.deepEqual(answer.choices.map((choice) => choice.index), [0, 1]);
  },

  async logprobs() {
    const answer = await client.chat.completions.create({ model, messages: says('Bonjour'), logprobs: true, top_logprobs: 2 });
    const first = answer.choices[0].logprobs.content[0];
    assert.equal(first.token, 'Bonjour');
    assert.ok(first.logprob < 0 && first.top_logprobs.length === 2 && first.bytes.length > 0);
  },

  async image() {
    const answer = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Que vois-tu ?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }] }],
    });
    assert.equal(answer.choices[0].message.content, 'Une image.');
  },

  async stream() {
    const stream = await client.chat.completions.create({ model, messages: says('Bonjour'), stream: true });
    const reasons = [];
    let text = '';
    for await (const chunk of stream) {
      assert.equal(chunk.choices.length, 1);
      text += chunk.choices[0].delta.content ?? '';
      reasons.push(chunk.choices[0].finish_reason);
    }
    assert.equal(text, 'Bonjour à tous, la mairie est ouverte.');
    assert.equal(reasons.at(-1), 'stop');
    assert.ok(reasons.length > 3 && reasons.slice(0, -1).every((reason) => reason === null));
    return `${reasons.length} chunks`;
  },

  async 'stream with usage'() {
    const stream = await client.chat.completions.create({ model, messages: says('Bonjour'), stream: true, stream_options: { include_usage: true } });
    let last;
    for await (const chunk of stream) {
      last = chunk;
    }
    assert.deepEqual(last.choices, []);
    assert.ok(last.usage.completion_tokens > 0);
  },

  async 'stream helper'() {
    const stream = client.chat.completions.stream({ model, messages: says('Bonjour'), stream_options: { include_usage: true } });
    let pieces = 0;
    stream.on('content', () => pieces++);
    assert.equal(await stream.finalContent(), 'Bonjour à tous, la mairie est ouverte.');
    assert.ok(pieces > 1);
    assert.ok((await stream.totalUsage()).total_tokens > 0);
  },

  async tools() {
    const messages = says('Quand ouvrez-vous lundi ?');
    const called = await client.chat.completions.create({ model, messages, tools: [opening], tool_choice: 'auto', parallel_tool_calls: false });
    const [call] = called.choices[0].message.tool_calls;
    assert.equal(called.choices[0].finish_reason, 'tool_calls');
    assert.equal(called.choices[0].message.content, null);
    assert.deepEqual(JSON.parse(call.function.arguments), { jour: 'lundi' });
    messages.push(called.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '{"de":"9 h","à":"17 h"}' });
    const answer = await client.chat.completions.create({ model, messages, tools: [opening] });
    assert.equal(answer.choices[0].message.content, 'Nous avons lu : {"de":"9 h","à":"17 h"}');
  },

  async 'tools run by the helper'() {
    const asked = [];
    const runner = client.chat.completions.runTools({
      model,
      messages: says('Quand ouvrez-vous lundi ?'),
      tools: [{ type: 'function', function: { ...opening.function, parse: JSON.parse, function: (given) => (asked.push(given), 'à 9 h') } }],
    });
    assert.equal(await runner.finalContent(), 'Nous avons lu : à 9 h');
    assert.deepEqual(asked, [{ jour: 'lundi' }]);
  },

  async 'tools in a stream'() {
    const stream = client.chat.completions.stream({ model, messages: says('Quand ouvrez-vous lundi ?'), tools: [opening] });
    let pieces = 0;
    stream.on('tool_calls.function.arguments.delta', () => pieces++);
    const answer = await stream.finalChatCompletion();
    const [call] = answer.choices[0].message.tool_calls;
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'horaires');
    assert.deepEqual(JSON.parse(call.function.arguments), { jour: 'lundi' });
    assert.ok(pieces > 1);
    return `${pieces} pieces of arguments`;
  },

  async 'structured output'() {
    const Town = z.object({ ville: z.string(), habitants: z.number().int() });
    const answer = await client.chat.completions.parse({ model, messages: says('Décris Lyon'), response_format: zodResponseFormat(Town, 'ville') });
    assert.deepEqual(answer.choices[0].message.parsed, { ville: 'Lyon', habitants: 520774 });
  },

  async 'structured output in a stream'() {
    const Town = z.object({ ville: z.string(), habitants: z.number().int() });
    const stream = client.chat.completions.stream({ model, messages: says('Décris Lyon'), response_format: zodResponseFormat(Town, 'ville') });
    const answer = await stream.finalChatCompletion();
    assert.deepEqual(answer.choices[0].message.parsed, { ville: 'Lyon', habitants: 520774 });
  },

  async 'embeddings as numbers'() {
    const answer = await client.embeddings.create({ model: embeddingModel, input: ['un', 'deux', 'trois'], encoding_format: 'float' });
    assert.deepEqual(answer.data.map((item) => item.index), [0, 1, 2]);
    assert.deepEqual(answer.data[1].embedding, [0.5, -0.25, 2]);
    assert.ok(answer.usage.prompt_tokens > 0);
  },

  // Without a format the client asks for base64 and decodes it.
  async 'embeddings as base64'() {
    const answer = await client.embeddings.create({ model: embeddingModel, input: 'un', dimensions: 3 });
    assert.deepEqual([...answer.data[0].embedding], [0.5, -0.25, 1]);
  },

  async 'error 401'() {
    const stranger = new OpenAI({ ...options, apiKey: 'clg_0123456789_inconnue' });
    await fails(stranger.chat.completions.create({ model, messages: says('Bonjour') }), 401, OpenAI.AuthenticationError);
  },

  async 'error 404'() {
    const error = await fails(client.chat.completions.create({ model: 'inconnu', messages: says('Bonjour') }), 404, OpenAI.NotFoundError);
    assert.equal(error.code, 'model_not_found');
  },

  async 'error 400'() {
    const error = await fails(client.chat.completions.create({ model, messages: says('Bonjour'), max_tokens: -1 }), 400, OpenAI.BadRequestError);
    assert.equal(error.param, 'max_tokens');
  },

  async 'error 429'() {
    const error = await fails(client.chat.completions.create({ model: busyModel, messages: says('Bonjour') }), 429, OpenAI.RateLimitError);
    assert.ok(Number(error.headers.get('retry-after')) >= 1, 'no retry-after');
  },

  async 'error 429 of a stream'() {
    await fails(client.chat.completions.create({ model: busyModel, messages: says('Bonjour'), stream: true }), 429, OpenAI.RateLimitError);
  },

  async 'error in a stream'() {
    const stream = await client.chat.completions.create({ model, messages: says('Tombe en panne au milieu'), stream: true });
    let text = '';
    await assert.rejects(
      async () => {
        for await (const chunk of stream) {
          text += chunk.choices[0]?.delta.content ?? '';
        }
      },
      (error) => error instanceof OpenAI.APIError && error.message.length > 0,
    );
    assert.equal(text, 'Bon');
  },

  async abort() {
    const before = await abandoned();
    const stream = await client.chat.completions.create({ model, messages: says('Parle sans fin'), stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0].delta.content) {
        stream.controller.abort();
      }
    }
    const until = Date.now() + 5_000;
    while ((await abandoned()) === before) {
      assert.ok(Date.now() < until, 'the server of the model never saw that the client left');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await abandoned(), before + 1);
  },
});
