using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.SignIn;
using Anomaly.Dashboard.Api;
using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Series;
using Anomaly.Dashboard.Api.Silences;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Overview;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui;
using Anomaly.Dashboard.Ui.Shared;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace Anomaly.Dashboard;

/// <summary>
/// The REST API and the pages, for any host that has an <see cref="IGrainFactory"/>, an <see cref="Storage.Anomalies.IAnomalyStore"/>,
/// an <see cref="Storage.Incidents.IIncidentStore"/>, an <see cref="Storage.Series.ISeriesCatalog"/>, an <see cref="Storage.DeadLetters.IDeadLetterStore"/>,
/// an <see cref="Storage.Outbox.IOutbox"/> and the definitions of notifications (<see cref="Notifications.Hosting.NotificationDefinitionsExtensions"/>): the silo's, or the dashboard's own.
/// </summary>
public static class WebFront
{
    /// <summary>Adds the services. The host adds its own health checks, tagged <c>ready</c>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="web">Who may do what, and where it listens, checked; null: whoever comes may all, and the host says where it listens.</param>
    /// <returns>The same builder.</returns>
    public static WebApplicationBuilder AddWebFront(this WebApplicationBuilder builder, FrontSettings? web = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // A build that was not published finds the packages' files only through their manifest.
        builder.WebHost.UseStaticWebAssets();
        // Otherwise such a build has a route for files of any name, and a wrong method is answered with 404 instead of 405.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StreamPace>();
        services.AddSingleton<LiveSeries>();
        services.AddSingleton<LiveAnomalies>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveAnomalies>());
        services.AddSingleton<SilenceNews>();
        services.AddSingleton<SettingsFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsFollower>());
        services.TryAddSingleton(new ClusterLinks(OrleansDashboard: false));
        services.AddSingleton<ClusterWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterWatch>());
        services.AddSingleton<SeriesWatch>();
        services.AddSingleton<LiveIncidents>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveIncidents>());
        services.AddSingleton<SharedIncidents>();
        services.AddOverview();
        services.AddAccess(web ?? new FrontSettings());
        services.AddChanges();

        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("trace_id"));
        services.AddExceptionHandler<FailureHandler>();
        services.AddHealthChecks();
        services.AddApiDescription();

        services.AddMudServices();
        services.AddScoped<CircuitConnection>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitConnection>());
        services.AddRazorComponents().AddInteractiveServerComponents();
        return builder;
    }

    /// <summary>Maps the REST API, its description, the health endpoints and the pages.</summary>
    /// <param name="app">The host's application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapWebFront(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        var web = app.Services.GetRequiredService<FrontSettings>();
        app.UseSecurityHeaders(web);
        app.UseExceptionHandler(_ => { });
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/ui"),
            api => api.UseStatusCodePages(context => ApiProblem.Of(context.HttpContext).ExecuteAsync(context.HttpContext)));
        app.UseOwnNamesOnly(web);
        app.UseOwnPagesOnly();
        app.UseAccess();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapOpenApi();
        app.MapAnomalies();
        app.MapAnomalyExport();
        app.MapAnomalyStream();
        app.MapIncidents();
        app.MapSeries();
        app.MapSeriesSettings();
        app.MapRules();
        app.MapSilences();
        app.MapRoutes();
        app.MapChannels();
        app.MapNotifications();
        app.MapSamples();
        app.MapKeys();
        app.MapAudit();
        app.MapSignIn(web);
        app.MapHealth();

        app.MapGet("/", () => TypedResults.Redirect("/ui")).ExcludeFromDescription();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
