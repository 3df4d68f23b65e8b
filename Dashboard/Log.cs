namespace Anomaly.Dashboard;

/// <summary>Event ids 5000 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(5001, LogLevel.Warning, "{Method} {Path} cannot be served now: {Reason}")]
    public static partial void RequestRefused(this ILogger logger, string method, string path, string reason);

    [LoggerMessage(5010, LogLevel.Information, "The live feed is connected")]
    public static partial void FeedConnected(this ILogger logger);

    [LoggerMessage(5011, LogLevel.Warning, "The live feed cannot be reached; pages and streams stand still until it can")]
    public static partial void FeedLost(this ILogger logger);

    [LoggerMessage(5012, LogLevel.Information, "Events of the live feed may have been missed; pages and streams catch up from the history")]
    public static partial void FeedGap(this ILogger logger);

    [LoggerMessage(5013, LogLevel.Warning, "The live feed broke off; it is watched anew")]
    public static partial void FeedFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5014, LogLevel.Warning, "A stream ended because the history could not be read: {Reason}")]
    public static partial void StreamFailed(this ILogger logger, string reason);

    [LoggerMessage(5020, LogLevel.Warning, "Series '{Series}' did not answer; its stored state is shown: {Reason}")]
    public static partial void SeriesSilent(this ILogger logger, string series, string reason);

    [LoggerMessage(5030, LogLevel.Warning, "The page could not read the history: {Reason}")]
    public static partial void HistoryUnreadable(this ILogger logger, string reason);

    [LoggerMessage(5031, LogLevel.Warning, "An export was broken off because the history could not be read: {Reason}")]
    public static partial void ExportFailed(this ILogger logger, string reason);

    [LoggerMessage(5040, LogLevel.Warning, "The settings cannot be reached; those known last are shown until they can")]
    public static partial void SettingsLost(this ILogger logger);

    [LoggerMessage(5041, LogLevel.Information, "The settings are at revision {Revision}")]
    public static partial void SettingsKnown(this ILogger logger, long revision);

    [LoggerMessage(5050, LogLevel.Warning, "Settings could not be tried on series '{Series}': {Reason}")]
    public static partial void PreviewFailed(this ILogger logger, string series, string reason);

    [LoggerMessage(5051, LogLevel.Warning, "A change of the settings was not answered: {Reason}")]
    public static partial void SettingsUnanswered(this ILogger logger, string reason);

    [LoggerMessage(5052, LogLevel.Warning, "The page could not read the series: {Reason}")]
    public static partial void SeriesUnreadable(this ILogger logger, string reason);

    [LoggerMessage(5053, LogLevel.Warning, "The page could not read or change what is said of notifications: {Reason}")]
    public static partial void DefinitionsUnreachable(this ILogger logger, string reason);

    [LoggerMessage(5060, LogLevel.Information, "The cluster's status is watched")]
    public static partial void ClusterConnected(this ILogger logger);

    [LoggerMessage(5061, LogLevel.Warning, "The cluster's status does not arrive; pages show the last one until it does: {Reason}")]
    public static partial void ClusterLost(this ILogger logger, string reason);

    [LoggerMessage(5062, LogLevel.Warning, "Series '{Series}' cannot be watched now; it is tried again: {Reason}")]
    public static partial void SeriesWatchLost(this ILogger logger, string series, string reason);

    [LoggerMessage(5063, LogLevel.Error, "A listener of series '{Series}' failed")]
    public static partial void SeriesListenerFailed(this ILogger logger, Exception exception, string series);

    [LoggerMessage(5064, LogLevel.Error, "A listener of the cluster's status failed")]
    public static partial void ClusterListenerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5065, LogLevel.Warning, "Changes of incidents are not told of now; it is tried again: {Reason}")]
    public static partial void IncidentsSilent(this ILogger logger, string reason);

    [LoggerMessage(5066, LogLevel.Error, "A listener of the incidents failed")]
    public static partial void IncidentListenerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5080, LogLevel.Warning, "The settings could not be told of a silence; they look by themselves within a minute: {Reason}")]
    public static partial void SilenceUntold(this ILogger logger, string reason);

    [LoggerMessage(5070, LogLevel.Warning, "The overview could not read the history; it is tried again while somebody looks: {Reason}")]
    public static partial void OverviewUnreadable(this ILogger logger, string reason);

    [LoggerMessage(5100, LogLevel.Information, "{Actor} ({Role}, {Address}): {Action} {Target}; before: {Before}; after: {After}")]
    public static partial void Audited(this ILogger logger, string actor, string role, string? address, string action, string target, string before, string after);

    [LoggerMessage(5101, LogLevel.Error, "A change was made and could not be written to the audit log; the line before this one has it")]
    public static partial void AuditFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5102, LogLevel.Warning, "{Method} {Path} from {Address} is refused: {Reason}")]
    public static partial void CredentialRefused(this ILogger logger, string method, string path, string? address, string reason);

    [LoggerMessage(5103, LogLevel.Warning, "The keys of the database cannot be read; those known last are accepted: {Reason}")]
    public static partial void KeysUnreadable(this ILogger logger, string reason);

    [LoggerMessage(5104, LogLevel.Warning, "A key is refused: the role '{Role}' of '{Name}' is not known here")]
    public static partial void KeyRoleUnknown(this ILogger logger, string role, string name);

    [LoggerMessage(5105, LogLevel.Information, "https is served with {File}, valid until {End:u}")]
    public static partial void CertificateRead(this ILogger logger, string file, DateTime end);

    [LoggerMessage(5106, LogLevel.Error, "The certificate in {File} was changed and cannot be used; the one before stays: {Reason}")]
    public static partial void CertificateUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(5107, LogLevel.Warning, "The identity provider cannot be reached: {Reason}")]
    public static partial void ProviderAway(this ILogger logger, string reason);
}
