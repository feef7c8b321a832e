{{/*
Every template below is given one process: `service` (registry … gateway), `component` (api, worker, migrate), `own` (its
values) and `root`. By these two labels it is selected; by the rest it is found.
*/}}
{{- define "commonweal.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .service }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{- define "commonweal.labels" -}}
{{ include "commonweal.selector" . }}
app.kubernetes.io/part-of: commonweal
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* The `api` of a service is called as the service; every other process says what it is. */}}
{{- define "commonweal.name" -}}
{{ .root.Release.Name }}-{{ .service }}{{ if ne .component "api" }}-{{ .component }}{{ end }}
{{- end }}

{{- define "commonweal.image" -}}
{{ with .root.Values.image }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.root.Chart.AppVersion }}{{ end }}{{ end }}
{{- end }}

{{/* What one service has: what each has, and what is said of this one. */}}
{{- define "commonweal.own" -}}
{{ mustMergeOverwrite (deepCopy .root.Values.each) (deepCopy (index .root.Values.services .service)) | toYaml }}
{{- end }}
