using System.Net;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Configuration;

/// <summary>What is wrong with the section <c>Web</c> taken as a whole. No sentence repeats what may be a secret.</summary>
internal static class FrontFlaws
{
    private const string UrlsSetting = "ASPNETCORE_URLS";

    /// <param name="web">The section.</param>
    /// <param name="urls">What ASP.NET's own setting says of where to listen, which wins over the section; null where it does not count.</param>
    /// <param name="configuration">Where Kestrel's endpoints may be set, which win over both.</param>
    /// <exception cref="SettingsException">Something is.</exception>
    public static void Check(FrontSettings web, string? urls, IConfiguration configuration)
    {
        if ((FindFlaw(web.ApiKeys) ?? FindFlaw(web.OpenIdConnect) ?? FindCertificateFlaw(web, urls) ?? FindOpenDoor(web, urls, configuration)) is { } flaw)
            throw new SettingsException(flaw);
    }

    private static string? FindFlaw(Dictionary<string, string> keys)
    {
        foreach (var (name, value) in keys)
        {
            var setting = $"Web:ApiKeys:{name}";
            if (!KeyName.IsValid(name))
                return $"{setting} is a key with the name '{name}'; it must be {KeyName.Demand}.";
            if (value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var role, var hash] || ApiKey.ReadSetting(hash) is null)
                return $"{setting} is not what is kept of a key (what it is, is not shown here); it must be a role and 'sha256:' with 64 hexadecimal digits, as the command 'new-key <role> {name}' prints them.";
            if (RoleNames.Parse(role) is null)
                return $"{setting} has the role '{role}'; it must be {RoleNames.All}.";
        }

        return null;
    }

    private static string? FindFlaw(OpenIdConnectSettings provider)
    {
        const string section = "Web:OpenIdConnect";
        if (provider.Authority.Length == 0)
        {
            return provider is { Audience: "", ClientId: "", ClientSecret: "" } and { Roles.Count: 0 } ? null
                : $"{section}:Authority is empty while other settings of {section} are set; it must be the address of the identity provider.";
        }

        if (!Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            return $"{section}:Authority is '{provider.Authority}'; it must be an https address, or http on this machine.";
        if (provider is { Audience: "", ClientId: "" })
            return $"{section} has neither Audience nor ClientId; set Audience for programs that bring tokens, ClientId for people who sign in, or both.";
        if (provider is { ClientId: "", ClientSecret.Length: > 0 })
            return $"{section}:ClientSecret is set while {section}:ClientId is empty; it must be the client that the secret is of.";
        if (provider.RoleClaim.Length == 0)
            return $"{section}:RoleClaim is empty; it must be the name of the claim that has the roles.";

        return provider.Roles.Where(role => RoleNames.Parse(role.Value) is null)
            .Select(role => $"{section}:Roles:{role.Key} is '{role.Value}'; it must be {RoleNames.All}.")
            .FirstOrDefault();
    }

    private static string? FindCertificateFlaw(FrontSettings web, string? urls)
    {
        if (web.Certificate.Length > 0 && !string.IsNullOrEmpty(urls))
            return $"Web:Certificate is set while {UrlsSetting} says where to listen; say it by Web:Host and Web:Port, or take the certificate out of the section Web.";
        if (web is { Certificate: "", CertificateKey.Length: > 0 } or { Certificate: "", CertificatePassword.Length: > 0 })
            return "Web:Certificate is empty while Web:CertificateKey or Web:CertificatePassword is set; it must be the file of the certificate.";

        return web.Certificate.Length == 0 ? null : WebCertificate.FindFlaw(web, TimeProvider.System.GetUtcNow());
    }

    private static string? FindOpenDoor(FrontSettings web, string? urls, IConfiguration configuration)
    {
        if (web.HasAuthentication || web.AllowAnonymous)
            return null;

        var (setting, value) = Listeners(web, urls, configuration).FirstOrDefault(listener => !IsOwn(listener.Host));
        return setting is null ? null
            : $"{setting} is '{value}', which other machines can reach, and nobody would be asked who they are; set Web:ApiKeys or Web:OpenIdConnect, or say Web:AllowAnonymous=true.";
    }

    /// <summary>Also the ways that ASP.NET itself has to say where to listen.</summary>
    private static IEnumerable<(string Setting, string Host)> Listeners(FrontSettings web, string? urls, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(urls))
            yield return ("Web:Host", web.Host);
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return (UrlsSetting, HostOf(UrlsSetting, url));
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
                yield return ($"{endpoint.Path}:Url", HostOf($"{endpoint.Path}:Url", url));
        }
    }

    private static string HostOf(string setting, string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            // A socket in the file system is reached from this machine alone.
            return address.IsUnixPipe || address.IsNamedPipe ? "localhost" : address.Host;
        }
        catch (FormatException)
        {
            throw new SettingsException($"{setting} is '{url}'; it must be an address such as http://localhost:5000.");
        }
    }

    private static bool IsOwn(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
