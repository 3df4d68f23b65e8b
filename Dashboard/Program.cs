using Anomaly.Dashboard.Readiness;
using Anomaly.Grains.Interfaces.Client;
using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard;

/// <summary>The web front as a process of its own: a client of the cluster.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            var storage = new PostgresStorageOptions
            {
                ConnectionString = builder.Configuration["POSTGRES_CONNECTION"] ?? "",
                Schema = builder.Configuration["Storage:Schema"] ?? "anomaly",
            };

            // The pages answer, and say what is missing, while the cluster is not there yet.
            builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
            builder.Services.AddPostgresStorage(storage);
            builder.Services.AddHealthChecks().AddStorageCheck().AddClusterCheck();
            builder.AddAnomalyClient(client => client.Clustering = clustering =>
                clustering.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", storage.ToConnectionString())));
            builder.AddWebFront();

            await using var app = builder.Build();
            app.MapWebFront();
            await app.RunAsync();
            return 0;
        }
        catch (StorageException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
