{{/* What a process is told that is no secret; docs/settings.md says what each means. */}}
{{- define "commonweal.settings" -}}
{{- $values := .root.Values }}{{ $gateway := printf "http://%s-gateway:8000" .root.Release.Name }}
COMMONWEAL_DATABASE_CONNECTIONS: {{ .own.connections }}
COMMONWEAL_PUBLIC_URL: {{ $values.publicUrl }}
COMMONWEAL_SANDBOX: {{ $values.sandbox }}
{{- if eq .service "gateway" }}
COMMONWEAL_ROUTES: {{ include "commonweal.routes" . | quote }}
{{- else }}
COMMONWEAL_GATEWAY_URL: {{ $gateway }}
COMMONWEAL_NATS_URL: nats://{{ $values.nats.host }}:4222
COMMONWEAL_NATS_MONITOR_URL: http://{{ $values.nats.host }}:8222
COMMONWEAL_NATS_USER: {{ .service }}
COMMONWEAL_NATS_REPLICAS: {{ $values.nats.replicas }}
COMMONWEAL_DOCUMENTS_URL: {{ $values.documents.url }}
{{- end }}
OTEL_SERVICE_NAME: {{ .service }}
{{- with $values.telemetry }}{{ if .endpoint }}
OTEL_EXPORTER_OTLP_ENDPOINT: {{ .endpoint }}
OTEL_TRACES_SAMPLER: parentbased_traceidratio
OTEL_TRACES_SAMPLER_ARG: {{ .keep }}
{{- end }}{{ end }}
{{- with mergeOverwrite (deepCopy $values.settings) (.own.settings | default dict) }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "commonweal.routes" -}}
{{- $routes := dict }}
{{- range $service, $_ := .root.Values.services }}
{{- $_ := set $routes $service (printf "http://%s-%s:8000" $.root.Release.Name $service) }}
{{- end }}
{{- toJson $routes }}
{{- end }}

{{/* Which of its Secret's keys a process is given; each is called as the variable is. `migrate` opens databases only. */}}
{{- define "commonweal.secrets" -}}
- COMMONWEAL_DATABASE_URL
{{- if ne .component "migrate" }}
- COMMONWEAL_SECRET
{{- if eq .service "gateway" }}
- COMMONWEAL_BOOTSTRAP_CLIENTS
{{- else }}
- COMMONWEAL_NATS_PASSWORD
{{- end }}
{{- end }}
{{- if eq .service "ratings" }}
- COMMONWEAL_ISSUER_DATABASE_URL
{{- if ne .component "migrate" }}
- COMMONWEAL_ISSUER_SECRET
{{- end }}
{{- end }}
{{- end }}

{{- define "commonweal.environment" -}}
{{- $secret := .own.existingSecret | default (printf "%s-%s" .root.Release.Name .service) }}
{{- if ne .component "migrate" }}
{{- range $name, $value := include "commonweal.settings" . | fromYaml }}
- {name: {{ $name }}, value: {{ $value | toString | quote }}}
{{- end }}
{{- end }}
{{- range include "commonweal.secrets" . | fromYamlArray }}
- {name: {{ . }}, valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ . }}}}}
{{- end }}
{{- if and (eq .service "ratings") (eq .component "migrate") }}
{{- $migrator := .own.migratorSecret | default (printf "%s-ratings-migrator" .root.Release.Name) }}
- name: COMMONWEAL_MIGRATION_DATABASE_URL
  valueFrom: {secretKeyRef: {name: {{ $migrator }}, key: COMMONWEAL_MIGRATION_DATABASE_URL}}
{{- end }}
{{- end }}
