/*
 * The standards name bits in Chinese; English words differ between decoders. A worked frame may use any of the words of a group
 * and still means the same bit. The groups hold within one kind of name only, and a word outside them must be equal.
 */
type Groups = readonly (readonly string[])[]

const ALARMS: Groups = [
  ['emergency', 'sos'],
  ['fatigue', 'fatigue_driving'],
  ['gnss_antenna_open', 'gnss_antenna_cut', 'gnss_antenna_disconnected'],
  ['main_power_undervoltage', 'main_undervoltage', 'main_power_under_voltage', 'power_undervoltage', 'undervoltage'],
  ['main_power_lost', 'main_lost', 'main_power_off', 'main_power_down', 'main_power_loss', 'power_lost', 'power_off', 'main_power_cut'],
  ['lcd_fault', 'display_fault'],
  ['ic_card_fault', 'ic_fault', 'iccard_fault'],
  ['driving_violation', 'violation', 'violation_driving'],
  ['tyre_pressure_prewarn', 'tyre_pressure', 'tire_pressure', 'tire_pressure_prewarn', 'tyre_pressure_warn'],
  ['right_turn_blind_spot', 'right_blind_spot', 'right_turn_blind', 'right_turn_blind_area'],
  ['day_driving_overtime', 'daily_driving_overtime', 'driving_overtime', 'day_drive_overtime', 'cumulative_driving_overtime'],
  ['overtime_parking', 'parking_overtime'],
  ['area_in_out', 'in_out_area'],
  ['route_in_out', 'in_out_route', 'line_in_out'],
  ['segment_time', 'segment_time_abnormal', 'road_segment_time', 'route_segment_time', 'segment_drive_time'],
  ['route_departure', 'route_deviation', 'off_route', 'departure'],
  ['fuel_abnormal', 'fuel', 'fuel_anomaly', 'oil_abnormal'],
  ['stolen', 'vehicle_stolen', 'theft'],
  ['collision_rollover', 'collision', 'collision_prewarn'],
  ['illegal_door_open', 'illegal_door', 'door_illegal_open', 'illegal_open_door'],
]

const STATES: Groups = [
  ['shield', 'shielded', 'isolated', 'isolate', 'mask', 'masked', 'disabled'],
  ['supervise', 'supervision', 'supervisory', 'supervised', 'monitor'],
  ['start', 'started'],
  ['delay', 'delayed'],
  ['backup_power_fault', 'backup_fault', 'standby_power_fault', 'spare_power_fault'],
  ['manual', 'manual_mode', 'manual_state'],
  ['config_changed', 'config_change', 'configuration_changed'],
  ['centre_link_fault', 'center_link_fault', 'link_fault', 'link_to_centre_fault', 'centre_comm_fault', 'comm_fault', 'channel_fault'],
  ['monitored_line_fault', 'line_fault', 'monitor_line_fault', 'monitored_link_fault', 'connection_line_fault'],
]

const OPERATIONS: Groups = [
  ['silence', 'mute', 'silenced'],
  ['manual_alarm', 'manual_fire_alarm'],
  ['clear_alarm', 'alarm_clear', 'cancel_alarm', 'eliminate_alarm'],
  ['self_test', 'self_check', 'selftest'],
  ['confirm', 'confirmed', 'acknowledge'],
  ['guard_check_reply', 'duty_check_reply', 'duty_check_answer', 'guard_check_answer'],
]

const COMMANDS: Groups = [
  ['reply', 'response', 'answer'],
  ['user', 'user_defined', 'reserved_user'],
]

const QUANTITIES: Groups = [
  ['count', 'event_count', 'number'],
  ['air_volume', 'air_flow', 'airflow', 'wind_volume'],
  ['wind_speed', 'wind', 'air_speed'],
]

const UNITS: Groups = [
  ['', '1', 'count', '件', '-'],
  ['℃', '°C', 'C'],
  ['m³/min', 'm3/min'],
  ['%LEL', '%lel'],
]

const GROUPS: Readonly<Record<string, Groups>> = {
  alarms: ALARMS,
  state_bits: STATES,
  op: OPERATIONS,
  cmd_name: COMMANDS,
  quantity: QUANTITIES,
  unit: UNITS,
}

/** Whether two texts of the field `key` mean the same. */
export function sameWord(key: string, expected: string, actual: string): boolean {
  if (expected === actual) return true
  const groups = Object.hasOwn(GROUPS, key) ? GROUPS[key] : undefined
  return groups?.some((group) => group.includes(expected) && group.includes(actual)) ?? false
}
