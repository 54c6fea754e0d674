import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import { say, type Lang, type Text } from '#kernel/text.ts'

interface Language {
  readonly lang: Lang
  readonly setLang: (lang: Lang) => void
}

const LanguageContext = createContext<Language>({ lang: 'zh', setLang: () => {} })

const KEY = 'anlan.lang'

/** The language of this device; Chinese unless chosen otherwise. Read by the API client too. */
export function storedLang(): Lang {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
}

export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [lang, set] = useState<Lang>(storedLang)
  const setLang = useCallback((next: Lang) => {
    localStorage.setItem(KEY, next)
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
    set(next)
  }, [])
  const value = useMemo(() => ({ lang, setLang }), [lang, setLang])
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>
}

export function useLang(): Language {
  return useContext(LanguageContext)
}

/** `t(text)` in the language of the page. */
export function useT(): (value: Text) => string {
  const { lang } = useLang()
  return useCallback((value: Text) => say(value, lang), [lang])
}
