import { expect, test } from 'vitest'
import { deviceOf, secretOf } from './device.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36'

test('a device is named by system and browser, the narrower name first', () => {
  expect(deviceOf(chrome).zh).toBe('Windows 电脑 · Chrome 浏览器')
  expect(deviceOf(`${chrome} Edg/126.0`).zh).toBe('Windows 电脑 · Edge 浏览器')
  expect(deviceOf('Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 Chrome/86.0 Safari/537.36').en).toBe('Windows 7 · Chrome')
  expect(deviceOf('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0').zh).toBe(
    '安卓手机 · 微信',
  )
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1').en).toBe(
    'iPhone · Safari',
  )
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0').en).toBe('Linux · Firefox')
  expect(deviceOf('curl/8.0').zh).toBe('其他设备')
  expect(deviceOf('').en).toBe('Another device')
})

test('the secret of a second factor is shown in groups', () => {
  expect(secretOf('otpauth://totp/x:y?secret=JBSWY3DPEHPK3PXP&issuer=x')).toBe('JBSW Y3DP EHPK 3PXP')
  expect(secretOf('otpauth://totp/x')).toBe('')
})
