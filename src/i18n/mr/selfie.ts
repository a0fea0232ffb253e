/**
 * Marathi: the selfie search (`mr.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'तुमचे फोटो शोधण्यासाठी तुमच्या सेल्फीची तुलना या इव्हेंटच्या फोटोंतील चेहऱ्यांशी केली जाते. हा बायोमेट्रिक डेटा आहे.',
  'consent.processor': 'ही तुलना {controller} यांच्यासाठी 9Pic करते.',
  'consent.processor.unnamed': 'ही तुलना गोपनीयता पेजवर नाव दिलेल्या आयोजकांसाठी 9Pic करते.',
  'consent.retention': 'किती काळ ठेवली जाते: {retention}.',
  'consent.retention.unnamed': 'ती किती काळ ठेवली जाते ते गोपनीयता पेजवर आहे.',
  'consent.deletion': 'ती हटवण्याची विनंती येथे करा:',
  'consent.deletion.unnamed': 'ती कशी हटवून घ्यायची ते गोपनीयता पेजवर आहे.',
  'consent.contact': 'माझा चेहरा शोध हटवा',
  'consent.link': 'निकालाला एक लिंक मिळते. ज्याच्याकडे ही लिंक आहे, तो हे फोटो पाहू शकतो.',
  'consent.alternative': 'संमती देणे आवश्यक नाही: तुम्ही चेहऱ्याशिवाय, शर्यत क्रमांकाने शोधू शकता.',
  'consent.privacy': 'गोपनीयता पेज',
  'consent.agree': 'या इव्हेंटच्या फोटोंमध्ये माझा चेहरा शोधण्यास माझी संमती आहे.',
  'consent.age': 'माझे वय {age} किंवा अधिक आहे, किंवा मी या फोटोतील मुलाची आई किंवा वडील आहे.',
  'selfie.file': 'तुमच्या चेहऱ्याचे चित्र निवडा किंवा काढा',
  'selfie.drop': 'तुम्ही येथे चित्र ओढून टाकू किंवा पेस्ट करू शकता.',
  'selfie.camera': 'कॅमेरा वापरा',
  'selfie.camera.choose': 'कॅमेरा',
  'selfie.capture': 'चित्र काढा',
  'selfie.cancel': 'रद्द करा',
  'selfie.retake': 'दुसरे चित्र',
  'selfie.preview': 'तुमचे चित्र',
  'selfie.button': 'माझे फोटो शोधा',
  'selfie.consent.first': 'आधी वरच्या चौकटीत खूण करा.',
  'selfie.preparing': 'तुमचे चित्र याच डिव्हाइसवर तयार होत आहे…',
  'selfie.ready': 'तुमचे चित्र तयार आहे. आवडले तर शोधा.',
  'selfie.searching': 'तुमचा चेहरा शोधत आहे…',
  'selfie.confirming': 'कनेक्शन तुटले. दोनदा न शोधता उत्तर मिळवत आहे…',
  'selfie.unconfirmed': 'तुमच्या शोधाची खात्री झाली नाही. पुन्हा प्रयत्न केल्यास तो नवा शोध धरला जाऊ शकतो.',
  'selfie.found': { one: '{count} फोटो सापडला.', other: '{count} फोटो सापडले.' },
  'selfie.none': 'या सेल्फीवरून फोटो सापडले नाहीत. दुसरे चित्र किंवा शर्यत क्रमांक वापरून पाहा.',
  'selfie.again': 'आणखी फोटो अजून येऊ शकतात. चित्राने पुन्हा शोधणे हा नवा शोध असतो.',
  'selfie.again.button': 'नवा शोध',
  'selfie.clear': 'माझा शोध पुसा',
};
