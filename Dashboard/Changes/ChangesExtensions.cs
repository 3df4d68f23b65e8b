namespace Anomaly.Dashboard.Changes;

/// <summary>Adds the ways by which people change something. Each asks whether they may, does it, and keeps who did what.</summary>
internal static class ChangesExtensions
{
    /// <summary>Adds them. The host has an <see cref="Access.ICurrentActor"/>.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddScoped<AuditLog>();
        services.AddScoped<AnomalyChanges>();
        services.AddScoped<IncidentChanges>();
        services.AddScoped<SilenceChanges>();
        services.AddScoped<RouteChanges>();
        services.AddScoped<ChannelChanges>();
        services.AddScoped<MessageChanges>();
        services.AddScoped<SettingsChanges>();
        services.AddScoped<KeyChanges>();
        return services;
    }
}
