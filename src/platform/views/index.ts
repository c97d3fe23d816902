export { daysLeftInWords, noticeInWords, type NoticeSaid } from './notices';
export { assetUrl, serveAssets } from './assets';
export { citeInWords, citeKey, sourceInWords } from './cite';
export { type DateStyle, formatBytes, formatDate, formatDateTime, formatNumber } from './dates';
export { languageLinks, languageMiddleware, languageOf } from './language';
export { rungInWords } from './rungs';
export { securityHeaders } from './security';
export { configureViews, renderText } from './views';
export { defaultLanguage, isLang, type Lang, languages, languageTag, type Words, words } from './words';
