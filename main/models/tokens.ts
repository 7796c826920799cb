// How does text become token ids, and a text or pair a frame that the model takes? The reference tokeniser's rules, by its own file.
import { Tokenizer } from '@huggingface/tokenizers';

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
  /** Whether this id begins a word (late interaction pools whole words). */
  beginsWord(id: number): boolean;
  word(id: number): string;
  readonly size: number;
}

/** tokenizer.json of a bare BERT vocabulary (`vocab.txt`, a token a line). */
export const fromVocabulary = (vocabulary: string, lowerCase: boolean): object => {
  const tokens = vocabulary.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n');
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

/** @param spec parsed tokenizer.json @param config parsed tokenizer_config.json, or {} */
export const makeTokens = (spec: object, config: object): Tokens => {
  const tokenizer = new Tokenizer(spec, config);
  const bare = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const [a, b] = ['a', 'b'].map((letter) => bare(letter)) as [number[], number[]];
  const one = tokenizer.encode('a').ids;
  const two = tokenizer.encode('a', { text_pair: 'b', return_token_type_ids: true });
  const first = find(one, a, 0);
  const pairFirst = find(two.ids, a, 0);
  const pairSecond = find(two.ids, b, pairFirst + a.length);
  const size = vocabularySize(spec);
  // RoBERTa-like models have one token type; the library gives the second text of a pair type 1 nevertheless.
  const typed = JSON.stringify((spec as { post_processor?: unknown }).post_processor ?? null).includes('"type_id":1') || bertPair(spec);
  const begins = new Map<number, boolean>();
  const word = (id: number) => tokenizer.id_to_token(id) ?? '';
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
    beginsWord: (id) => {
      const known = begins.get(id);
      if (known !== undefined) return known;
      const token = word(id);
      const begin = usesHashes(spec) ? !token.startsWith('##') : /^[▁Ġ]/.test(token);
      begins.set(id, begin);
      return begin;
    },
    word: (id) => word(id).replace(/^(##|▁|Ġ)/, ''),
    size,
  };
};

const find = (ids: readonly number[], part: readonly number[], from: number): number => {
  for (let at = from; at + part.length <= ids.length; at += 1) if (part.every((id, i) => ids[at + i] === id)) return at;
  return from;
};

const modelOf = (spec: object): { type?: string; vocab?: unknown; continuing_subword_prefix?: string } => (spec as { model?: object }).model ?? {};
const usesHashes = (spec: object) => modelOf(spec).type === 'WordPiece' || modelOf(spec).continuing_subword_prefix === '##';
const bertPair = (spec: object) => (spec as { post_processor?: { type?: string } }).post_processor?.type === 'BertProcessing';
const vocabularySize = (spec: object): number => {
  const { vocab } = modelOf(spec);
  return Array.isArray(vocab) ? vocab.length : typeof vocab === 'object' && vocab !== null ? Object.keys(vocab).length : 0;
};
