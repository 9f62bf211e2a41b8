import MiniSearch from 'minisearch';
import snowball from 'snowball-stemmers';
import { stopwords } from '@orama/stopwords/french';
import { trial } from './trial.js';

// MiniSearch has no French of its own: its documentation leaves stop words, stems and accents to processTerm.
const stemmer = snowball.newStemmer('french');
const discarded = new Set(stopwords);
const fold = word => word.normalize('NFD').replace(/\p{M}/gu, '');
const known = new Map();

function processTerm(term) {
  const word = term.toLowerCase();
  if (discarded.has(word)) return null;
  let stem = known.get(word);
  if (stem === undefined) known.set(word, stem = fold(stemmer.stem(word)));
  return stem;
}

const engine = new MiniSearch({
  fields: ['title', 'description', 'body'],
  processTerm,
  searchOptions: { boost: { title: 3, description: 1.5 }, combineWith: 'OR' },
});

await trial(
  'MiniSearch 7.2.0',
  'processTerm: stop words, Snowball stems (snowball-stemmers), accents folded; any word',
  documents => engine.addAll(documents),
  (query, top) => engine.search(query).slice(0, top).map(hit => hit.id));
