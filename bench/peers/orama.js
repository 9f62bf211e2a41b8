import { create, insertMultiple, search } from '@orama/orama';
import { language, stemmer } from '@orama/stemmers/french';
import { stopwords } from '@orama/stopwords/french';
import { trial } from './trial.js';

const db = create({
  schema: { title: 'string', description: 'string', body: 'string' },
  components: { tokenizer: { language, stemming: true, stemmer, stopWords: stopwords } },
});

await trial(
  'Orama 3.1.18',
  'tokenizer french with @orama/stemmers and @orama/stopwords; any word',
  documents => insertMultiple(db, documents),
  async (query, top) => (await search(db, {
    term: query, properties: ['title', 'description', 'body'], boost: { title: 3, description: 1.5 }, limit: top, threshold: 1,
  })).hits.map(hit => hit.document.id ?? hit.id));
