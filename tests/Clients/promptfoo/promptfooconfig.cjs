const provider = {
  id: `openai:chat:${process.env.MODEL}`,
  config: { apiBaseUrl: process.env.BASE_URL, apiKey: process.env.KEY, temperature: 0, max_tokens: 50 },
};

module.exports = {
  description: 'Three prompts through the gateway',
  prompts: ['Bonjour {{qui}}', 'Dites bonjour à {{qui}}', 'Saluez {{qui}} en une phrase.'],
  providers: [provider],
  tests: [{ vars: { qui: 'Camille' }, assert: [{ type: 'contains', value: 'Bonjour à tous' }] }],
};
