<?php
/** Runs a piece of PHP inside the WordPress and prints what it returns as JSON. Arguments: folder, code. */
[, $folder, $code] = $argv;
$_SERVER['HTTP_HOST'] = preg_replace(
    '~^\w+://|/.*$~',
    '',
    json_decode(file_get_contents("$folder/options.json"), true)['url'],
);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
require "$folder/wp/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/plugin.php';
echo "\n", json_encode(eval($code));
