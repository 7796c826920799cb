// How does text become token ids, and a text or pair a frame that the model takes? The reference tokeniser's rules, by its own file.
import { Tokenizer } from '@huggingface/tokenizers';
import { Failure } from '../../shared/failures.ts';

/** Ids without special tokens, and what is put around them. */
export interface Tokens {
  ids(text: string): number[];
  /** Special tokens around one text, around a pair, and the type id of the second text. */
  readonly single: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly pair: {
    readonly before: readonly number[];
    readonly between: readonly number[];
    readonly after: readonly number[];
    readonly secondType: 0 | 1;
  };
  readonly pad: number;
  /** The largest id of the vocabulary: the network needs a vector for it. */
  readonly largest: number;
}

/** tokenizer.json of a bare BERT vocabulary (`vocab.txt`, a token a line). @throws Failure model.tokens */
export const fromVocabulary = (vocabulary: string, lowerCase: boolean): object => {
  const tokens = vocabulary.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n');
  const missing = ['[UNK]', '[CLS]', '[SEP]'].filter((token) => !tokens.includes(token));
  if (missing.length > 0) throw new Failure('model.tokens', { what: `its vocabulary has no ${missing.join(', ')}` });
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id] as const));
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].filter((token) => token in vocab);
  const id = (token: string) => vocab[token] ?? 0;
  const piece = (token: string) => ({ SpecialToken: { id: token, type_id: 0 } });
  return {
    version: '1.0',
    added_tokens: special.map((content) => ({
      id: id(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: lowerCase },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [piece('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, piece('[SEP]')],
      pair: [
        piece('[CLS]'),
        { Sequence: { id: 'A', type_id: 0 } },
        piece('[SEP]'),
        { Sequence: { id: 'B', type_id: 1 } },
        { SpecialToken: { id: '[SEP]', type_id: 1 } },
      ],
      special_tokens: Object.fromEntries(['[CLS]', '[SEP]'].map((token) => [token, { id: token, ids: [id(token)], tokens: [token] }])),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  };
};

/** @param spec parsed tokenizer.json @param config parsed tokenizer_config.json, or {} @throws Failure model.tokens */
export const makeTokens = (spec: object, config: object): Tokens => {
  const tokenizer = new Tokenizer(spec, config);
  const bare = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const [a, b] = ['a', 'b'].map((letter) => bare(letter)) as [number[], number[]];
  if (a.length === 0 || b.length === 0) throw new Failure('model.tokens', { what: 'it has no token for single letters' });
  const one = tokenizer.encode('a').ids;
  const two = tokenizer.encode('a', { text_pair: 'b', return_token_type_ids: true });
  const first = find(one, a, 0);
  const pairFirst = find(two.ids, a, 0);
  const pairSecond = find(two.ids, b, pairFirst + a.length);
  // RoBERTa-like models have one token type; the library gives the second text of a pair type 1 nevertheless.
  const typed = JSON.stringify((spec as { post_processor?: unknown }).post_processor ?? null).includes('"type_id":1') || bertPair(spec);
  return {
    ids: bare,
    single: { before: one.slice(0, first), after: one.slice(first + a.length) },
    pair: {
      before: two.ids.slice(0, pairFirst),
      between: two.ids.slice(pairFirst + a.length, pairSecond),
      after: two.ids.slice(pairSecond + b.length),
      secondType: typed ? 1 : 0,
    },
    pad: tokenizer.token_to_id('[PAD]') ?? tokenizer.token_to_id('<pad>') ?? 0,
    largest: largestId(spec),
  };
};

const find = (ids: readonly number[], part: readonly number[], from: number): number => {
  for (let at = from; at + part.length <= ids.length; at += 1) if (part.every((id, i) => ids[at + i] === id)) return at;
  return from;
};

const bertPair = (spec: object) => (spec as { post_processor?: { type?: string } }).post_processor?.type === 'BertProcessing';

interface Vocabulary {
  readonly model?: { readonly vocab?: unknown };
  readonly added_tokens?: unknown;
}
const largestId = ({ model, added_tokens: added }: Vocabulary): number => {
  const vocab = model?.vocab;
  let largest = Array.isArray(vocab) ? vocab.length - 1 : 0;
  const ids: readonly unknown[] = typeof vocab === 'object' && vocab !== null && !Array.isArray(vocab) ? Object.values(vocab) : [];
  const more: readonly unknown[] = Array.isArray(added) ? added.map((token: unknown) => (token as { id?: unknown } | null)?.id) : [];
  for (const id of [...ids, ...more]) if (typeof id === 'number' && id > largest) largest = id;
  return largest;
};
