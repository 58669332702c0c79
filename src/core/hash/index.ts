export { Sha256Hasher, sha256Hex, sha256OfText, utf8 } from './sha256.js'
