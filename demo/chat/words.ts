import type { Words } from '../page/locale.js';

type Key = 'title' | 'about' | 'refused';

export const WORDS: Words<Key> = {
  ja: {
    title: 'お問い合わせチャット',
    about: 'ご質問をお書きください。担当者がお答えします。',
    refused: 'このリンクではチャットを始められません。リンクをお確かめください。',
  },
  en: {
    title: 'Chat with us',
    about: 'Write your question. Our staff will answer.',
    refused: 'This link does not open a chat. Please check the link.',
  },
  vi: {
    title: 'Trò chuyện với chúng tôi',
    about: 'Hãy viết câu hỏi của bạn. Nhân viên sẽ trả lời.',
    refused: 'Liên kết này không mở được cuộc trò chuyện. Vui lòng kiểm tra liên kết.',
  },
};
