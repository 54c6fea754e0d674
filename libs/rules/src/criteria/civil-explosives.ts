import { item, type Criterion } from './criterion.ts'

export const MB234: readonly Criterion[] = [
  item('MB234-01', '第1项(标题式)', '证照', 'from-knowledge'),
  item('MB234-02', '第2项(标题式)', '安全管理机构/人员', 'from-knowledge'),
  item('MB234-03', '第3项(标题式)', '考核(6个月)', 'from-knowledge'),
  item('MB234-04', '第4项(标题式)', '四超', 'from-knowledge'),
  item('MB234-05', '第5项(标题式)', '管理严重缺失或安全保护装置失效', 'from-knowledge'),
  item('MB234-06', '第6项(标题式)', '外部因素未处置', 'from-knowledge'),
  item('MB234-07', '第7项(标题式)', '擅自改变用途或配方', 'from-knowledge'),
  item('MB234-08', '第8项(标题式)', '防爆防火防雷防静电缺失', 'from-knowledge'),
  item('MB234-09', '第9项(标题式)', '淘汰设备', 'from-knowledge'),
  item('MB234-10', '第10项(标题式)', '安全距离不符 GB 50089', 'from-knowledge'),
  item('MB234-11', '第11项(标题式)', '禁忌混存', 'from-knowledge'),
  item('MB234-12', '第12项(标题式)', '混装地面站生产包装炸药', 'from-knowledge'),
  item('MB234-13', '第13项(标题式)', '设计资质不符', 'from-knowledge'),
  item('MB234-14', '第14项(标题式)', '新改扩建未审查验收', 'from-knowledge'),
  item('MB234-15', '第15项(标题式)', '报废危险品半年未销爆', 'from-knowledge'),
  item('MB234-16', '第16项(标题式)', '双重预防缺失', 'from-knowledge'),
  item('MB234-17', '第17项(标题式)', '其他', 'from-knowledge'),
]
