export { sentenceOf } from '../shared/french/errorSentences.ts';
