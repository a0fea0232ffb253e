/**
 * Hindi: the selfie search (`hi.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'आपकी सेल्फ़ी का मिलान इस इवेंट की फ़ोटो के चेहरों से किया जाता है, ताकि आपकी फ़ोटो मिलें। यह बायोमेट्रिक डेटा है।',
  'consent.processor': 'मिलान 9Pic करता है, {controller} के लिए।',
  'consent.processor.unnamed': 'मिलान 9Pic करता है, उस आयोजक के लिए जिसका नाम गोपनीयता पेज पर है।',
  'consent.retention': 'कितने समय तक रखी जाती है: {retention}.',
  'consent.retention.unnamed': 'इसे कितने समय तक रखा जाता है, यह गोपनीयता पेज पर लिखा है।',
  'consent.deletion': 'इसे हटाने का अनुरोध यहाँ करें:',
  'consent.deletion.unnamed': 'इसे कैसे हटवाएँ, यह गोपनीयता पेज पर लिखा है।',
  'consent.contact': 'मेरी चेहरे की खोज हटाएँ',
  'consent.link': 'नतीजे का एक लिंक बनता है। जिसके पास यह लिंक हो, वह ये फ़ोटो देख सकता है।',
  'consent.alternative': 'सहमति देना ज़रूरी नहीं है: आप चेहरे के बिना, रेस नंबर से खोज सकते हैं।',
  'consent.privacy': 'गोपनीयता पेज',
  'consent.agree': 'मैं सहमति देता/देती हूँ कि इस इवेंट की फ़ोटो में मेरा चेहरा खोजा जाए।',
  'consent.age': 'मेरी उम्र {age} वर्ष या उससे ज़्यादा है, या मैं इस फ़ोटो के बच्चे का माता या पिता हूँ।',
  'selfie.file': 'अपने चेहरे की तस्वीर चुनें या लें',
  'selfie.drop': 'आप यहाँ तस्वीर खींचकर छोड़ या पेस्ट भी कर सकते हैं।',
  'selfie.camera': 'कैमरा इस्तेमाल करें',
  'selfie.camera.choose': 'कैमरा',
  'selfie.capture': 'तस्वीर लें',
  'selfie.cancel': 'रद्द करें',
  'selfie.retake': 'दूसरी तस्वीर',
  'selfie.preview': 'आपकी तस्वीर',
  'selfie.button': 'मेरी फ़ोटो खोजें',
  'selfie.consent.first': 'पहले ऊपर वाले बॉक्स पर निशान लगाएँ।',
  'selfie.preparing': 'आपकी तस्वीर इसी डिवाइस पर तैयार हो रही है…',
  'selfie.ready': 'आपकी तस्वीर तैयार है। पसंद आए तो खोजें।',
  'selfie.searching': 'आपका चेहरा खोजा जा रहा है…',
  'selfie.confirming': 'कनेक्शन टूट गया। दोबारा खोजे बिना जवाब ढूँढा जा रहा है…',
  'selfie.unconfirmed': 'आपकी खोज की पुष्टि नहीं हो सकी। फिर कोशिश करने पर वह नई खोज गिनी जा सकती है।',
  'selfie.found': { one: '{count} फ़ोटो मिली।', other: '{count} फ़ोटो मिलीं।' },
  'selfie.none': 'इस सेल्फ़ी से कोई फ़ोटो नहीं मिली। दूसरी तस्वीर या रेस नंबर आज़माएँ।',
  'selfie.again': 'और फ़ोटो अभी आ सकती हैं। तस्वीर से फिर खोजना एक नई खोज होगी।',
  'selfie.again.button': 'नई खोज',
  'selfie.clear': 'मेरी खोज मिटाएँ',
};
