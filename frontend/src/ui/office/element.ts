// The parts of Element Plus in use, with their styles; a browser's own date field speaks the browser's language.
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-date-picker-panel.css'
import 'element-plus/theme-chalk/el-icon.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-popper.css'
import 'element-plus/theme-chalk/el-scrollbar.css'
import 'element-plus/theme-chalk/el-select.css'
import 'element-plus/theme-chalk/el-select-dropdown.css'
import 'element-plus/theme-chalk/el-option.css'
import './element.css'

import { ElConfigProvider } from 'element-plus/es/components/config-provider/index.mjs'
import { ElDatePicker } from 'element-plus/es/components/date-picker/index.mjs'
import { ElTimeSelect } from 'element-plus/es/components/time-select/index.mjs'
import english from 'element-plus/es/locale/lang/en.mjs'
import chinese from 'element-plus/es/locale/lang/zh-cn.mjs'

export const localeOf = (language: string) => (language.startsWith('zh') ? chinese : english)
export { ElConfigProvider, ElDatePicker, ElTimeSelect }
