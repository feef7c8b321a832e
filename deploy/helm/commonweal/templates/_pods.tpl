{{/* What every pod of the platform is: nobody's user, on a read-only disk, without a token, told nothing by the cluster. */}}
{{- define "commonweal.pod" -}}
# Otherwise a Service called `commonweal` would set COMMONWEAL_PORT.
enableServiceLinks: false
automountServiceAccountToken: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.pods }}
{{- with .serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}
volumes:
  - name: tmp
    emptyDir: {sizeLimit: 1Gi}
{{- if include "commonweal.folder" . }}
  - name: documents
    persistentVolumeClaim:
      claimName: {{ .root.Values.documents.volume.existingClaim | default (printf "%s-documents" .root.Release.Name) }}
{{- end }}
{{- end }}

{{/* The folder of documents, of processes that keep them in one; empty of all others. */}}
{{- define "commonweal.folder" -}}
{{- if and (has .component (list "api" "worker")) (ne .service "gateway") (hasPrefix "file://" .root.Values.documents.url) }}
{{- trimPrefix "file://" .root.Values.documents.url }}
{{- end }}
{{- end }}

{{- define "commonweal.container" -}}
name: {{ .component }}
image: {{ include "commonweal.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- with include "commonweal.folder" . }}
  - {name: documents, mountPath: {{ . }}}
{{- end }}
{{- end }}

{{/* Processes that stay: each `api` and each `worker`. */}}
{{- define "commonweal.deployment" -}}
{{- $run := index .own .component }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "commonweal.name" . }}
  labels: {{ include "commonweal.labels" . | nindent 4 }}
spec:
  {{- if not (dig "autoscaling" "enabled" false $run) }}
  replicas: {{ $run.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels: {{ include "commonweal.selector" . | nindent 6 }}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  template:
    metadata:
      labels: {{ include "commonweal.labels" . | nindent 8 }}
      {{- with .root.Values.pods.annotations }}
      annotations: {{ toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- include "commonweal.pod" . | nindent 6 }}
      # 5 until no new request comes, 10 for those under way (chassis.serve), and to take leave of NATS.
      terminationGracePeriodSeconds: 30
      topologySpreadConstraints:
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{ include "commonweal.selector" $ | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      containers:
        - {{- include "commonweal.container" . | nindent 10 }}
          args: [{{ .service }}, {{ .component }}]
          env: {{- include "commonweal.environment" . | nindent 12 }}
          {{- with .root.Values.documents.existingSecret }}{{ if ne $.service "gateway" }}
          envFrom: [{secretRef: {name: {{ . }}}}]
          {{- end }}{{ end }}
          resources: {{ toYaml $run.resources | nindent 12 }}
          {{- if eq .component "api" }}
          {{- include "commonweal.answering" . | nindent 10 }}
          {{- end }}
{{- end }}

{{/*
How the cluster sees that an `api` lives and may be asked. NATS may be away: commands are taken and kept, and every `api`
would leave at once; the alerts tell. Nor does a service that is away take the gateway out, which answers for the others.
*/}}
{{- define "commonweal.answering" -}}
ports: [{name: http, containerPort: 8000}]
lifecycle: {preStop: {sleep: {seconds: 5}}}
startupProbe:
  httpGet: {path: /healthz, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /healthz, port: http}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 6
readinessProbe:
  httpGet: {path: {{ ternary "/healthz" "/readyz?except=broker" (eq .service "gateway") | quote }}, port: http}
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 2
{{- end }}

{{/* Who survives what: a node that is drained takes one process at a time; a rush brings more. */}}
{{- define "commonweal.budget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "commonweal.name" . }}
  labels: {{ include "commonweal.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{ include "commonweal.selector" . | nindent 6 }}
{{- end }}

{{- define "commonweal.scaling" -}}
{{- $scaling := (index .own .component).autoscaling }}
{{- if gt (int $scaling.min) (int $scaling.max) }}
{{- fail (printf "%s.api.autoscaling: min (%v) is above max (%v)" .service $scaling.min $scaling.max) }}
{{- end }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "commonweal.name" . }}
  labels: {{ include "commonweal.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "commonweal.name" . }}}
  minReplicas: {{ $scaling.min }}
  maxReplicas: {{ $scaling.max }}
  metrics:
    - type: Resource
      resource: {name: cpu, target: {type: Utilization, averageUtilization: {{ $scaling.cpu }}}}
{{- end }}

{{- define "commonweal.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "commonweal.name" . }}
  labels: {{ include "commonweal.labels" . | nindent 4 }}
spec:
  selector: {{ include "commonweal.selector" . | nindent 4 }}
  ports: [{name: http, port: 8000, targetPort: http}]
{{- end }}

{{/* All of the above for one process; the documents are divided here and nowhere else. */}}
{{- define "commonweal.process" -}}
{{- $run := index .own .component }}
{{- $scaling := $run.autoscaling | default dict }}
---
{{ include "commonweal.deployment" . }}
{{- if eq .component "api" }}
---
{{ include "commonweal.service" . }}
{{- end }}
{{- if $scaling.enabled }}
---
{{ include "commonweal.scaling" . }}
{{- end }}
{{- if gt (int (ternary $scaling.min $run.replicas (default false $scaling.enabled))) 1 }}
---
{{ include "commonweal.budget" . }}
{{- end }}
{{- end }}
