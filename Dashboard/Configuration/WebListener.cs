using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Where the web front listens, and by which protocol.</summary>
internal static class WebListener
{
    /// <summary>More than the largest body that any endpoint takes.</summary>
    private const long LargestBody = 2 * 1024 * 1024;

    public static void Listen(this WebApplicationBuilder builder, FrontSettings web)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        if (web.Certificate.Length == 0)
        {
            builder.WebHost.UseUrls($"http://{web.Host}:{web.Port}");
            return;
        }

        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<WebCertificate>(services, web));
        builder.WebHost.UseUrls().ConfigureKestrel(kestrel =>
        {
            switch (web.Host)
            {
                case "localhost":
                    kestrel.ListenLocalhost(web.Port, Secure);
                    break;
                case "*" or "+":
                    kestrel.ListenAnyIP(web.Port, Secure);
                    break;
                default:
                    kestrel.Listen(IPAddress.Parse(web.Host), web.Port, Secure);
                    break;
            }
        });
    }

    private static void Secure(ListenOptions listener)
    {
        var certificate = listener.ApplicationServices.GetRequiredService<WebCertificate>();
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
        });
    }
}
